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
  addMap(variables, 'labels', { ...workflow.metadata?.labels, ...spec.workflowMetadata?.labels });
  addMap(variables, 'annotations', {
    ...workflow.metadata?.annotations,
    ...spec.workflowMetadata?.annotations,
  });
  return variables;
}

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

function addMap(
  variables: Record<string, unknown>,
  kind: string,
  map: Readonly<Record<string, string>>,
): void {
  for (const [key, value] of Object.entries(map)) variables[`workflow.${kind}.${key}`] = value;
  const json = printJson(map);
  variables[`workflow.${kind}`] = json;
  variables[`workflow.${kind}.json`] = json;
}
