import { type ArtifactFields, type ParameterFields, scalarText } from '../../manifest/fields.ts';
import type { NodeOutputs } from '../../state/node/node-status.ts';
import type { RunState } from '../../state/run-state.ts';
import { setGlobal } from './variables.ts';

/**
 * Adds outputs with a global name to the outputs of the workflow. Later values replace earlier ones.
 * See docs/semantics/inputs-and-outputs.md#global-outputs.
 */
export function addGlobalOutputs(run: RunState, outputs: NodeOutputs | undefined): void {
  for (const parameter of outputs?.parameters ?? []) {
    if (!parameter.globalName || parameter.value === undefined) continue;
    const name = parameter.globalName;
    setGlobal(run, `workflow.outputs.parameters.${name}`, scalarText(parameter.value));
    replaceByName<ParameterFields>(run.outputs.parameters, { name, value: scalarText(parameter.value) });
  }
  for (const artifact of outputs?.artifacts ?? []) {
    if (!artifact.globalName) continue;
    const { globalName: name, path, ...location } = artifact;
    replaceByName<ArtifactFields>(run.outputs.artifacts, { ...location, name });
  }
}

function replaceByName<T extends { readonly name: string }>(list: T[], item: T): void {
  const index = list.findIndex((other) => other.name === item.name);
  if (index < 0) list.push(item);
  else list[index] = item;
}
