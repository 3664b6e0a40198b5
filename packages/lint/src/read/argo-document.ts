import { distance } from 'fastest-levenshtein';
import type { LintTarget } from '../structure/lint-target.ts';
import type { FileDocument } from './read-inputs.ts';

const GROUP = 'argoproj.io';

/** The fields of a document that say what it is, of any type. */
export interface DocumentFields {
  readonly kind?: unknown;
  readonly apiVersion?: unknown;
}

/** Returns the fields that say what a document is. */
export function fieldsOf({ document: { value } }: FileDocument): DocumentFields {
  return typeof value === 'object' && value !== null ? value : {};
}

/** Tells whether a document is an object of one of Argo's kinds. */
export function isOfArgo(one: FileDocument, { tables: { kinds } }: LintTarget): boolean {
  const { kind } = fieldsOf(one);
  return typeof kind === 'string' && Object.hasOwn(kinds, kind) && !isForeign(one);
}

/** A document that was found in a folder may belong to another program, which has a kind of the same name. */
function isForeign(one: FileDocument): boolean {
  const { apiVersion } = fieldsOf(one);
  return one.isFound && typeof apiVersion === 'string' && !isNearGroup(apiVersion);
}

/** Tells whether an API version names Argo's group, or nearly so. */
export function isNearGroup(apiVersion: string): boolean {
  return distance(apiVersion.split('/', 1)[0] ?? '', GROUP) <= 2;
}
