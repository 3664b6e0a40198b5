import type { FieldGroup, FieldType, ObjectDefinition } from '@tiphys/schema';

/** Something in one object that a version of Argo rejects. */
export type FieldFault =
  /** The definition has no such field. */
  | { readonly kind: 'unknown'; readonly field: string }
  /** A field has a value that the definition rejects; `reason` continues the name of the field: `must be a number`. */
  | { readonly kind: 'value'; readonly field: string; readonly reason: string }
  | { readonly kind: 'missing'; readonly required: string }
  /** Several fields are present of which one may be. */
  | { readonly kind: 'exclusive'; readonly present: readonly string[] }
  | { readonly kind: 'noneOf'; readonly alternatives: readonly string[] };

/** The fields of an object; a value that is only known at run time is `undefined`. */
export interface CheckedObject {
  readonly fields: Readonly<Record<string, unknown>>;
  /** False if the object may have fields that are not known. */
  readonly complete: boolean;
}

/** Returns what a definition rejects in an object; nested objects are not checked. */
export function checkFields(
  definition: ObjectDefinition,
  { fields, complete }: CheckedObject,
): readonly FieldFault[] {
  const present = Object.keys(fields).filter((field) => fields[field] !== null);
  const faults = present.flatMap((field): readonly FieldFault[] => {
    const known = Object.hasOwn(definition.fields, field) ? definition.fields[field] : undefined;
    if (known === undefined) return definition.open ? [] : [{ kind: 'unknown', field }];
    const reason = checkType(fields[field], known.type);
    return reason === undefined ? [] : [{ kind: 'value', field, reason }];
  });
  const missing = definition.required.filter((field) => complete && !present.includes(field));
  return [
    ...faults,
    ...missing.map((required) => ({ kind: 'missing', required }) as const),
    ...definition.groups.flatMap((group) => checkGroup(group, present, complete)),
  ];
}

function checkGroup(
  { kind, fields }: FieldGroup,
  present: readonly string[],
  complete: boolean,
): readonly FieldFault[] {
  const there = fields.filter((field) => present.includes(field));
  if (there.length > 1) return [{ kind: 'exclusive', present: there }];
  const lacks = kind === 'exactlyOne' && there.length === 0 && complete;
  return lacks ? [{ kind: 'noneOf', alternatives: fields }] : [];
}

/** Returns why a value is invalid, if it is; the value of a string with tags (`{{...}}`) is not known yet. */
function checkType(value: unknown, type: FieldType): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.includes('{{')) return undefined;
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' ? checkText(value, type) : 'must be a string';
    case 'integer':
    case 'number':
      return typeof value === 'number' ? checkNumber(value, type) : 'must be a number';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'list':
      return checkList(value, type);
    case 'map':
    case 'reference':
      return typeof value === 'object' && !Array.isArray(value) ? undefined : 'must be a mapping';
    default:
      return undefined;
  }
}

function checkText(value: string, type: FieldType & { readonly kind: 'string' }): string | undefined {
  if (type.const !== undefined && value !== type.const) return `must be ${type.const}`;
  if (type.enum && !type.enum.includes(value)) return `must be one of ${type.enum.join(', ')}`;
  if (type.minLength !== undefined && value.length < type.minLength) return 'is too short';
  if (type.maxLength !== undefined && value.length > type.maxLength)
    return `is longer than ${type.maxLength} characters`;
  return type.pattern === undefined || matches(value, type.pattern)
    ? undefined
    : `must match ${type.pattern}`;
}

/** Ignores patterns that only Go understands. */
function matches(value: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function checkNumber(
  value: number,
  { minimum, maximum }: { readonly minimum?: number; readonly maximum?: number },
): string | undefined {
  if (minimum !== undefined && value < minimum) return `must be at least ${minimum}`;
  return maximum !== undefined && value > maximum ? `must be at most ${maximum}` : undefined;
}

function checkList(value: unknown, type: FieldType & { readonly kind: 'list' }): string | undefined {
  if (!Array.isArray(value)) return 'must be a list';
  if (type.minItems !== undefined && value.length < type.minItems)
    return `must have at least ${type.minItems} ${type.minItems === 1 ? 'element' : 'elements'}`;
  if (type.maxItems !== undefined && value.length > type.maxItems)
    return `must have at most ${type.maxItems} elements, but has ${value.length}`;
  for (const item of value) {
    const message = checkType(item, type.element);
    if (message !== undefined) return message;
  }
  return undefined;
}
