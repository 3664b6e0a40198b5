import path from 'node:path/posix';
import type { ArtifactFields } from '../../manifest/fields.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Checks the path of an input or output artifact: pods need one, and other templates must not have one.
 *
 * @param place The artifact, such as `templates.main.inputs.artifacts.a`.
 * @throws SpecProblem `error in <place>: Artifact 'a' did not specify a path`, for example
 */
export function checkArtifactPath(artifact: ArtifactFields, isLeaf: boolean, place: string): void {
  if (isLeaf) {
    const fault = findPathFault(artifact.path ?? '');
    if (fault !== undefined) throw new SpecProblem(`error in ${place}: Artifact '${artifact.name}' ${fault}`);
  } else if (artifact.path) {
    throw new SpecProblem(`${place}.path only valid in container/script templates`);
  }
}

/** Returns what is wrong with a path. It must not leave the folder in front of its first `..`. */
function findPathFault(given: string): string | undefined {
  if (given === '') return 'did not specify a path';
  const folder = given.includes('/../') ? (given.split('/../')[0] ?? '') : endFolder(given);
  const clean = path.normalize(given).replace(/(.)\/$/, '$1');
  const inside = clean.startsWith(`${folder}/`) && clean.length > folder.length + 1;
  if (folder === '' || inside) return undefined;
  return "attempted to use a path containing '..'. Directory traversal is not permitted";
}

/** Returns what comes before a last part of two characters. Argo's pattern for `/..` does not escape the dots. */
function endFolder(given: string): string {
  return /\/..$/.test(given) ? given.slice(0, -3) : '';
}
