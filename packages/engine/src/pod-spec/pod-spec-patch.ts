import { parseJson } from '@tiphys/go';
import { readYaml } from '@tiphys/yaml';
import { findFieldProblem } from './field-types.ts';
import { isMap, type JsonMap, POD_SPEC_SCHEMA, strategicMerge } from './strategic-merge.ts';

/** Thrown if a `podSpecPatch` cannot be applied. The message is Argo's; `cause` has the reason. */
export class PodSpecPatchError extends Error {
  constructor(cause: unknown) {
    super('Error applying PodSpecPatch', { cause });
    this.name = 'PodSpecPatchError';
  }
}

/**
 * Applies patches to the spec of a pod, one after the other. See docs/semantics/pods.md#podspecpatch.
 *
 * @throws PodSpecPatchError if a patch is neither YAML nor JSON, or does not fit a pod
 */
export function applyPodSpecPatches(spec: JsonMap, patches: readonly string[]): JsonMap {
  try {
    return patches.reduce((patched, text) => strategicMerge(patched, readPatch(text), POD_SPEC_SCHEMA), spec);
  } catch (error) {
    throw new PodSpecPatchError(error);
  }
}

/** Reads a patch: JSON if it starts with a brace, as Argo decides, or else YAML. */
function readPatch(text: string): JsonMap {
  const patch = text.trim().startsWith('{') ? parseJson(text) : readYamlValue(text);
  if (!isMap(patch)) throw new Error('the patch is not an object');
  const problem = findFieldProblem(patch);
  if (problem !== undefined) throw new Error(problem);
  return patch;
}

function readYamlValue(text: string): unknown {
  const { documents, problems } = readYaml(text);
  const [problem] = problems;
  if (problem !== undefined) throw new Error(problem.message);
  return documents[0]?.value ?? {};
}
