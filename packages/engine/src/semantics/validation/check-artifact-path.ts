import path from 'node:path/posix';
import type { ArtifactFields } from '../../manifest/fields.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Checks the path of an input artifact: pods need one, and other templates must not have one. Argo's executor refuses a path that leads out of its
 * folder.
 *
 * @param place The artifact, such as `templates.main.inputs.artifacts.a`.
 * @throws SpecProblem `error in <place>: Artifact 'a' did not specify a path`, for example
 */
export function checkInputPath({ name, path: given }: ArtifactFields, isLeaf: boolean, place: string): void {
  if (isLeaf && !given) throw new SpecProblem(`error in ${place}: Artifact '${name}' did not specify a path`);
  if (!isLeaf && given) throw new SpecProblem(`${place}.path only valid in container/script templates`);
}

/**
 * Checks the path of an output artifact, which must also stay inside its folder.
 *
 * @throws SpecProblem like {@link checkInputPath}
 */
export function checkOutputPath(artifact: ArtifactFields, isLeaf: boolean, place: string): void {
  checkInputPath(artifact, isLeaf, place);
  const fault = isLeaf ? findPathFault(artifact.path ?? '') : undefined;
  if (fault !== undefined) throw new SpecProblem(`error in ${place}: Artifact '${artifact.name}' ${fault}`);
}

/** Returns what is wrong with a path. It must not leave the folder in front of its first `..`. */
function findPathFault(given: string): string | undefined {
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
