import type { SchemaDefinitions } from '@tiphys/schema';
import { type CheckedObject, checkFields, type FieldFault } from './check-fields.ts';

/** Two versions of the schema, and what replaces a field (`CronWorkflowSpec.schedule`). */
export interface VersionPair {
  readonly from: SchemaDefinitions;
  readonly to: SchemaDefinitions;
  readonly replacements: ReadonlyMap<string, string>;
}

/** What the newer version says of one object, and the older does not. */
export interface ObjectBreak {
  /** Absent when it is about the object as a whole. */
  readonly field?: string;
  readonly message: string;
  readonly replacement?: string;
}

/** Returns what breaks in an object of a definition; objects inside are not looked into. */
export function breaksInObject(
  name: string,
  object: CheckedObject,
  { from, to, replacements }: VersionPair,
): readonly ObjectBreak[] {
  const [older, newer] = [from.definitions[name], to.definitions[name]];
  // Where a definition is gone, the field that led to it is gone or has another type, which is said there.
  if (older?.kind !== 'object' || newer?.kind !== 'object') return [];
  const faults = newFaults(checkFields(name, older, object), checkFields(name, newer, object));
  const replaced = faults.filter(({ field }) => field !== undefined && !Object.hasOwn(newer.fields, field));
  const implied = replaced.flatMap(({ field }) => replacements.get(`${name}.${field}`) ?? []);
  return faults.flatMap((fault): readonly ObjectBreak[] => {
    // `schedules` is missing only because `schedule` still stands there.
    const [, needed] = /needs `(\w+)`$/.exec(fault.message) ?? [];
    if (needed !== undefined && implied.some((text) => text.includes(`\`${needed}\``))) return [];
    const advice = fault.field === undefined ? undefined : replacements.get(`${name}.${fault.field}`);
    const message = fault.message.replace('has no such field', `of Argo ${to.version} has no such field`);
    return [{ ...fault, message, ...(advice !== undefined && { replacement: advice }) }];
  });
}

/** Returns what breaks in an object that stands in a field (`Cache.configMap`) whose type is another definition now. */
export function breaksInPlace(
  place: string,
  object: CheckedObject,
  { from, to, replacements }: VersionPair,
): readonly ObjectBreak[] {
  const [name = '', field = ''] = place.split('.');
  const [was, is] = [typeOf(from, name, field), typeOf(to, name, field)];
  if (was === undefined || is === undefined || was === is) return [];
  const [older, newer] = [from.definitions[was], to.definitions[is]];
  if (older?.kind !== 'object' || newer?.kind !== 'object') return [];
  const faults = newFaults(checkFields('it', older, object), checkFields('it', newer, object));
  const advice = replacements.get(place);
  return faults.map(({ field: one, message }) => ({
    ...(one !== undefined && { field: one }),
    message: message.replace(/^it /, `${is} of Argo ${to.version} `),
    ...(advice !== undefined && { replacement: advice }),
  }));
}

function newFaults(before: readonly FieldFault[], after: readonly FieldFault[]): readonly FieldFault[] {
  const known = new Set(before.map(({ field, message }) => `${field} ${message}`));
  return after.filter(({ field, message }) => !known.has(`${field} ${message}`));
}

function typeOf({ definitions }: SchemaDefinitions, name: string, field: string): string | undefined {
  const owner = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (owner?.kind !== 'object' || !Object.hasOwn(owner.fields, field)) return undefined;
  const type = owner.fields[field]?.type;
  return type?.kind === 'reference' ? type.to : undefined;
}

/** Returns the names of fields that the newer version no longer has in some definition. */
export function goneFields({ from, to }: VersionPair): ReadonlySet<string> {
  const names = Object.entries(from.definitions).flatMap(([name, older]) => {
    const newer = to.definitions[name];
    if (older.kind !== 'object' || newer?.kind !== 'object') return [];
    return Object.keys(older.fields).filter((field) => !Object.hasOwn(newer.fields, field));
  });
  return new Set(names);
}
