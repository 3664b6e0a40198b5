import type { Artifact, NodeStatus, Workflow } from '@tiphys/models';
import type { CompiledPipeline } from '../compile/compile-pipeline.ts';
import type { CompiledOutput } from '../compile/compiled-output.ts';

/** Where an output of a run is: its text in the status, or an artifact of a node. */
export type OutputSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'artifact'; readonly artifact: Artifact; readonly nodeId: string };

/** Returns the node of the entrypoint of a workflow, which has the outputs of its pipeline. */
export function rootNode({ metadata, status }: Workflow): NodeStatus | undefined {
  return Object.values(status?.nodes ?? {}).find(({ name }) => name === metadata.name);
}

/** Returns where an output of a pipeline is in a run; undefined if the run does not have it. */
export function findOutput(output: CompiledOutput, workflow: Workflow): OutputSource | undefined {
  const root = rootNode(workflow);
  if (output.kind === 'parameter') {
    const parameter = root?.outputs?.parameters?.find(({ name }) => name === output.name);
    return parameter === undefined ? undefined : { kind: 'text', text: String(parameter.value ?? '') };
  }
  const artifact = root?.outputs?.artifacts?.find(({ name }) => name === output.name);
  return artifact === undefined || root === undefined
    ? undefined
    : { kind: 'artifact', artifact, nodeId: root.id };
}

/** Returns the result of a pipeline, made of the values of its outputs. */
export function joinResult(
  result: CompiledPipeline['result'],
  values: readonly (readonly [name: string, value: unknown])[],
): unknown {
  if (result === 'named') return Object.fromEntries(values);
  return values[0]?.[1];
}
