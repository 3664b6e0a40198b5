import { isDeepStrictEqual } from 'node:util';
import { ApiProblem } from '../state/api-problem.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Returns a value with a merge patch.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export function mergePatch(value: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const result: Record<string, unknown> = isFields(value) ? { ...value } : {};
  for (const [name, part] of Object.entries(patch))
    if (part === null) delete result[name];
    else result[name] = mergePatch(result[name], part);
  return result;
}

/**
 * Returns a value as server-side apply changes it: fields that are no longer applied go, lists are replaced.
 *
 * @param before what the same manager applied the last time
 * @throws ApiProblem `Conflict` if somebody else has set one of the fields to another value, unless `force`
 */
export function applyPatch(
  value: unknown,
  patch: unknown,
  before: unknown,
  options: { readonly force: boolean; readonly path?: string },
): unknown {
  const { force, path = '' } = options;
  if (!isFields(patch)) {
    const isOurs = value === undefined || isDeepStrictEqual(value, before) || isDeepStrictEqual(value, patch);
    if (isOurs || force) return patch;
    throw new ApiProblem('Conflict', `Apply failed with 1 conflict: conflict with "other": ${path}`);
  }
  const result: Record<string, unknown> = isFields(value) ? { ...value } : {};
  const earlier = isFields(before) ? before : {};
  for (const name of Object.keys(earlier)) if (!Object.hasOwn(patch, name)) delete result[name];
  for (const [name, part] of Object.entries(patch))
    result[name] = applyPatch(result[name], part, earlier[name], { force, path: `${path}.${name}` });
  return result;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
