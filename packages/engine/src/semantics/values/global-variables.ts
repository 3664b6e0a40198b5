import { printJson } from '@tiphys/go';
import { type ObjectFields, type SpecFields, scalarText } from '../../manifest/fields.ts';
import { rfc3339, timeParts } from '../../manifest/time-text.ts';
import type { RunState, WorkflowIdentity } from '../../state/run-state.ts';
import { setParameters } from './parameter-variables.ts';
import { setGlobal } from './variables.ts';

/** Returns the global variables. See docs/semantics/variables.md. */
export function globalVariables(
  identity: WorkflowIdentity,
  workflow: ObjectFields,
  spec: SpecFields,
): Record<string, unknown> {
  const variables: Record<string, unknown> = {
    'workflow.name': identity.name,
    'workflow.namespace': identity.namespace,
    'workflow.uid': identity.uid,
    'workflow.mainEntrypoint': spec.entrypoint ?? '',
    'workflow.serviceAccountName': spec.serviceAccountName ?? '',
    'workflow.creationTimestamp': rfc3339(identity.createdAt),
    'workflow.status': '',
  };
  for (const [letter, text] of Object.entries(timeParts(identity.createdAt))) {
    variables[`workflow.creationTimestamp.${letter}`] = text;
  }
  if (spec.priority !== undefined) variables['workflow.priority'] = String(spec.priority);
  addParameters(variables, spec);
  const { labels, annotations } = workflow.metadata ?? {};
  setMap(variables, 'labels', { ...labels, ...spec.workflowMetadata?.labels }, labels);
  setMap(variables, 'annotations', { ...annotations, ...spec.workflowMetadata?.annotations }, annotations);
  return variables;
}

/** Updates the variables of the labels and annotations to what Argo has written into the object in its first pass. */
export function updateObjectVariables(run: RunState): void {
  const { metadata } = run.workflow;
  const { workflowMetadata } = run.spec;
  const variables: Record<string, unknown> = {};
  const labels = { ...metadata?.labels, ...workflowMetadata?.labels, ...run.labels, ...OWN_LABELS };
  const annotations = { ...metadata?.annotations, ...workflowMetadata?.annotations, ...OWN_ANNOTATIONS };
  setMap(variables, 'labels', labels, labels);
  setMap(variables, 'annotations', annotations, annotations);
  for (const [name, value] of Object.entries(variables)) setGlobal(run, name, value);
}

const OWN_LABELS = {
  'workflows.argoproj.io/completed': 'false',
  'workflows.argoproj.io/phase': 'Running',
} as const;
const OWN_ANNOTATIONS = { 'workflows.argoproj.io/pod-name-format': 'v2' } as const;

/** Updates the variables that change during the run. */
export function updateClockVariables(run: RunState): void {
  const seconds = run.startedAt === undefined ? 0 : (run.now - run.startedAt) / 1000;
  setGlobal(run, 'workflow.duration', seconds.toFixed(6));
}

function addParameters(variables: Record<string, unknown>, spec: SpecFields): void {
  const parameters = spec.arguments?.parameters ?? [];
  setParameters(variables, 'workflow.parameters', parameters);
  if (parameters.length === 0) return;
  const json = parametersJson(parameters);
  variables['workflow.parameters'] = json;
  variables['workflow.parameters.json'] = json;
}

/** Returns the JSON of a list of parameters, with fields in the order of Go's struct. */
export function parametersJson(parameters: NonNullable<SpecFields['arguments']>['parameters']): string {
  const texts = (parameters ?? []).map((parameter) => {
    const members: string[] = [`"name":${printJson(parameter.name)}`];
    if (parameter.default !== undefined)
      members.push(`"default":${printJson(scalarText(parameter.default))}`);
    if (parameter.value !== undefined) members.push(`"value":${printJson(scalarText(parameter.value))}`);
    if (parameter.valueFrom) members.push(`"valueFrom":${printJson(parameter.valueFrom)}`);
    if (parameter.globalName) members.push(`"globalName":${printJson(parameter.globalName)}`);
    if (parameter.enum) members.push(`"enum":${printJson(parameter.enum.map(scalarText))}`);
    if (parameter.description) members.push(`"description":${printJson(parameter.description)}`);
    return `{${members.join(',')}}`;
  });
  return `[${texts.join(',')}]`;
}

type Texts = Readonly<Record<string, string>>;

/** Sets a variable for each value, and the JSON of what the object has, which is `null` without any. */
function setMap(
  variables: Record<string, unknown>,
  kind: string,
  values: Texts,
  ofObject: Texts | undefined,
): void {
  for (const [key, value] of Object.entries(values)) variables[`workflow.${kind}.${key}`] = value;
  const json = Object.keys(ofObject ?? {}).length > 0 ? printJson(ofObject) : 'null';
  variables[`workflow.${kind}`] = json;
  variables[`workflow.${kind}.json`] = json;
}
