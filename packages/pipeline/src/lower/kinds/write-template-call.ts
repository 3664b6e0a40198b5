import type { Artifact, Parameter } from '@tiphys/models';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { CallNode, Source } from '../../ir/graph.ts';
import type { BodyContext, Waits } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { artifactFrom } from '../templates/artifact-from.ts';
import { dependsOn } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { jsonText } from '../values/json-text.ts';
import { type ReadPlace, readValue, valueNode } from '../values/read-value.ts';

/** Writes the task that calls a template that is not a function. Its arguments are plain text, or JSON if it was a pipeline. */
export function writeTemplateCall(
  task: CallNode,
  context: BodyContext,
  state: ManifestState,
  { name, waits }: { readonly name: string; readonly waits: Waits },
): WrittenTask {
  const { inputs, remote } = task.component.descriptor;
  if (remote === undefined) throw new Error(`unreachable: ${task.name} is not a call of a template`);
  const place: ReadPlace = { context, waits, trees: state.trees };
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [index, input] of inputs.entries()) {
    const value = task.reads[index];
    if (value === undefined) continue;
    if (input.route !== 'file')
      parameters.push({
        name: input.name,
        value: remote.json === true ? jsonText(value, place) : rawText(value, place),
      });
    else if (value.kind !== 'literal')
      artifacts.push(artifactFrom(remote.inputFiles?.[input.name] ?? input.name, readValue(value, place)));
  }
  context.addEndings(task, waits);
  const rest = { ...dependsOn(waits), ...writeTransfer('arguments', parameters, artifacts) };
  const { name: holder, template, clusterScope, own } = remote;
  if (own !== undefined) return { name, template, ...rest };
  const scope = clusterScope === undefined ? {} : { clusterScope };
  return { name, templateRef: { name: holder, template, ...scope }, ...rest };
}

/**
 * Returns the plain text of a value. Argo substitutes tags in the plain text of an output: a text with
 * `{{workflow.name}}` arrives changed. Only files avoid that, because the other template does not decode anything.
 */
function rawText(value: Source, place: ReadPlace): string {
  if (value.kind !== 'literal') return printTag(valueNode(value, place));
  const decoded: unknown = JSON.parse(value.text);
  return typeof decoded === 'string' ? decoded : value.text;
}
