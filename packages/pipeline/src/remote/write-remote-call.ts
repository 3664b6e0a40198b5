import type { Artifact, Parameter } from '@tiphys/models';
import type { BodyContext, Waits } from '../manifest/body-context.ts';
import { dependsOn, writeArguments } from '../manifest/call-template.ts';
import { text } from '../manifest/expression-nodes.ts';
import type { ManifestState } from '../manifest/manifest-state.ts';
import { printTag } from '../manifest/print-tag.ts';
import { type ReadPlace, readValue, valueNode } from '../manifest/read-value.ts';
import type { WrittenRemoteTask } from '../manifest/written-task.ts';
import type { Source } from '../trace/source.ts';
import type { RemoteCall } from './remote-outputs.ts';

/** Returns the task that calls a template in another object: its arguments are texts as they are, not JSON. */
export function writeRemoteCall(
  task: RemoteCall,
  context: BodyContext,
  state: ManifestState,
  name: string,
): WrittenRemoteTask {
  const { inputs, remote } = task.component.descriptor;
  const waits: Waits = [];
  const place: ReadPlace = { context, waits, trees: state.trees };
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [index, input] of inputs.entries()) {
    const value = task.values[index];
    if (value === undefined) continue;
    if (input.route !== 'file') parameters.push({ name: input.name, value: rawText(value, place) });
    else if (typeof value !== 'string')
      artifacts.push({ name: input.name, from: readValue(value, place).text });
  }
  for (const earlier of task.after ?? []) context.addWait(earlier, waits);
  const { name: holder, template, clusterScope } = remote;
  return {
    name,
    ...dependsOn(waits),
    templateRef: { name: holder, template, ...(clusterScope === undefined ? {} : { clusterScope }) },
    ...writeArguments(parameters, artifacts),
  };
}

/** A written-out text is JSON so far; braces in it must not become a tag. */
function rawText(value: string | Source, place: ReadPlace): string {
  if (typeof value !== 'string') return printTag(valueNode(value, place));
  const raw = String(JSON.parse(value));
  return raw.includes('{{') ? printTag(text(raw)) : raw;
}
