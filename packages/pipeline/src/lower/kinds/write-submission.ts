import type { Template } from '@tiphys/models';
import { builtin, pathNode, text, toJson } from '../../expression/tree/expression-nodes.ts';
import { printTag, referenceTag } from '../../expression/tree/print-tag.ts';
import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import type { CalledPipeline, CallNode } from '../../ir/graph.ts';
import { SUBMISSION_OUTPUTS } from '../../ir/outputs/outputs.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { ESCAPED_DOLLAR } from '../values/dollar-signs.ts';

/**
 * Writes the template that submits a pipeline as a workflow of its own, once for each set of inputs that are passed. Returns its name.
 *
 * Arguments are spliced into the manifest as JSON strings, in which Argo finds no tags.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/
 */
export function writeSubmission(called: CalledPipeline, task: CallNode, state: ManifestState): string {
  const given = called.inputs.filter((_, index) => task.reads[index] !== undefined);
  const key = given.map(({ input }) => input.name).join(',');
  const known = state.submissions.get(called)?.get(key);
  if (known !== undefined) return known;
  const name = state.names.claim(`submit-${task.component.name}`);
  const finish = openTemplate(name, task.site, state);
  const parameters = given.map(({ input }) => ({ name: input.name }));
  const body: Omit<Template, 'name'> = {
    ...(parameters.length === 0 ? {} : { inputs: { parameters } }),
    outputs: {
      parameters: SUBMISSION_OUTPUTS.map((output) => ({
        name: output,
        valueFrom: { jsonPath: `{.metadata.${output}}` },
      })),
    },
    resource: {
      action: 'create',
      manifest: manifestOf(
        called,
        given.map(({ input }) => input),
      ),
    },
  };
  finish(body);
  const names = state.submissions.get(called) ?? new Map<string, string>();
  state.submissions.set(called, names.set(key, name));
  return name;
}

function manifestOf({ name, clusterScope }: CalledPipeline, inputs: readonly PipelineInput[]): string {
  const scope = clusterScope ? ['    clusterScope: true'] : [];
  const given = inputs.flatMap((input) => [
    `      - name: ${JSON.stringify(input.name)}`,
    `        value: ${stringTag(input)}`,
  ]);
  const lines = [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Workflow',
    'metadata:',
    `  generateName: ${name}-`,
    'spec:',
    '  workflowTemplateRef:',
    `    name: ${JSON.stringify(name)}`,
    ...scope,
    ...(given.length === 0 ? [] : ['  arguments:', '    parameters:', ...given]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Returns the tag for the value of a workflow parameter as a JSON string: the plain text of a string, otherwise JSON text. */
function stringTag({ name, form }: PipelineInput): string {
  const path = ['inputs', 'parameters', name];
  if (form === 'text') return referenceTag(path);
  const tagless = builtin('replace', toJson(pathNode(path)), text('{{'), text('\\u007b\\u007b'));
  return printTag(builtin('replace', tagless, text('$'), text(ESCAPED_DOLLAR)));
}
