import type { Artifact, Parameter } from '@tiphys/models';
import { locate } from '../../ir/call-site.ts';
import type { CallNode, Source } from '../../ir/graph.ts';
import { findSizeFault } from '../../ir/wire/variable-size.ts';
import { PipelineError } from '../../pipeline-error.ts';
import type { BodyContext, Waits } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { artifactFrom } from '../templates/artifact-from.ts';
import { dependsOn } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { type ReadPlace, readValue } from '../values/read-value.ts';
import { jsonText, settingArguments } from './setting-arguments.ts';

/** Writes the task that calls a container, a script or another template of a definition. Its arguments are JSON texts. */
export function writeDefinitionCall(
  task: CallNode,
  context: BodyContext,
  state: ManifestState,
  { name, waits }: { readonly name: string; readonly waits: Waits },
): WrittenTask {
  const entry = state.book.entryOf(task);
  const place: ReadPlace = { context, waits, trees: state.trees, isLeaf: true };
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [index, input] of entry.descriptor.inputs.entries()) {
    const value = task.reads[index];
    if (value === undefined) continue;
    if (input.route === 'file') artifacts.push(artifactFrom(input.name, readValue(value, place)));
    else parameters.push({ name: input.name, value: valueText(value, task, place) });
  }
  parameters.push(...settingArguments(task, entry, place));
  context.addEndings(task, waits);
  return {
    name,
    ...dependsOn(waits),
    template: entry.name,
    ...writeTransfer('arguments', parameters, artifacts),
  };
}

/** Returns the text of an argument: the JSON text of the value, in whatever form it arrives. */
function valueText(value: Source, { site }: CallNode, place: ReadPlace): string {
  if (value.kind === 'literal') {
    const fault = findSizeFault(value.text.length, 'T');
    if (fault !== undefined)
      throw new PipelineError('PIPELINE_VALUE_TOO_LARGE', `An argument is too large. ${fault}`, {
        location: locate(site),
      });
  }
  return jsonText(value, place);
}
