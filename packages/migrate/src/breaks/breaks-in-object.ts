import type { SchemaDefinitions } from '@tiphys/schema';
import type { Replacement } from '../compare/replacements.ts';
import { type CheckedObject, checkFields, type FieldFault } from './check-fields.ts';

/** Two versions of the schema, and the replacements of fields by name (`CronWorkflowSpec.schedule`). */
export interface VersionPair {
  readonly from: SchemaDefinitions;
  readonly to: SchemaDefinitions;
  readonly replacements: ReadonlyMap<string, Replacement>;
}

/** Something in one object that the newer version rejects and the older one accepts. */
export interface ObjectBreak {
  /** Absent if it concerns the object as a whole. */
  readonly field?: string;
  readonly message: string;
  readonly replacement?: string;
}

/** Returns what breaks in an object of a definition; nested objects are not checked. */
export function breaksInObject(
  name: string,
  object: CheckedObject,
  { from, to, replacements }: VersionPair,
): readonly ObjectBreak[] {
  const [older, newer] = [from.definitions[name], to.definitions[name]];
  // If a definition was removed, the field that led to it was removed or has another type, and is reported there.
  if (older?.kind !== 'object' || newer?.kind !== 'object') return [];
  const faults = newFaults(checkFields(older, object), checkFields(newer, object));
  const implied = new Set(
    faults.map((fault) =>
      fault.kind === 'unknown' ? replacements.get(`${name}.${fault.field}`)?.to : undefined,
    ),
  );
  return faults.flatMap((fault): readonly ObjectBreak[] => {
    // `schedules` is missing only because `schedule` is still there.
    if (fault.kind === 'missing' && implied.has(fault.required)) return [];
    const field = fieldOf(fault);
    const subject = fault.kind === 'unknown' ? `${name} of Argo ${to.version}` : name;
    const advice = field === undefined ? undefined : replacements.get(`${name}.${field}`);
    return [describe(fault, subject, advice)];
  });
}

/**
 * Returns what breaks in the object of a field (`Cache.configMap`) that has another definition in the newer
 * version.
 */
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
  const faults = newFaults(checkFields(older, object), checkFields(newer, object));
  return faults.map((fault) => describe(fault, `${is} of Argo ${to.version}`, replacements.get(place)));
}

function newFaults(before: readonly FieldFault[], after: readonly FieldFault[]): readonly FieldFault[] {
  const known = new Set(before.map((fault) => JSON.stringify(fault)));
  return after.filter((fault) => !known.has(JSON.stringify(fault)));
}

function describe(fault: FieldFault, subject: string, replacement: Replacement | undefined): ObjectBreak {
  const field = fieldOf(fault);
  return {
    ...(field !== undefined && { field }),
    message: messageOf(fault, subject),
    ...(replacement !== undefined && { replacement: replacement.text }),
  };
}

function fieldOf(fault: FieldFault): string | undefined {
  return 'field' in fault ? fault.field : undefined;
}

function messageOf(fault: FieldFault, subject: string): string {
  switch (fault.kind) {
    case 'unknown':
      return `${subject} has no such field`;
    case 'value':
      return fault.reason;
    case 'missing':
      return `${subject} needs \`${fault.required}\``;
    case 'exclusive':
      return `${subject} accepts only one of ${fault.present.map((field) => `\`${field}\``).join(', ')}`;
    default:
      return `${subject} needs one of ${fault.alternatives.join(', ')}`;
  }
}

function typeOf({ definitions }: SchemaDefinitions, name: string, field: string): string | undefined {
  const owner = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  if (owner?.kind !== 'object' || !Object.hasOwn(owner.fields, field)) return undefined;
  const type = owner.fields[field]?.type;
  return type?.kind === 'reference' ? type.to : undefined;
}

/** Returns the names of all fields that the newer version removed. */
export function goneFields({ from, to }: VersionPair): ReadonlySet<string> {
  const names = Object.entries(from.definitions).flatMap(([name, older]) => {
    const newer = to.definitions[name];
    if (older.kind !== 'object' || newer?.kind !== 'object') return [];
    return Object.keys(older.fields).filter((field) => !Object.hasOwn(newer.fields, field));
  });
  return new Set(names);
}
