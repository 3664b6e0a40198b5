import type { FieldGroup, FieldType, ObjectDefinition } from '@tiphys/schema';

/** Something that a version of Argo refuses in one object. */
export interface FieldFault {
  /** Absent when it is about the object as a whole. */
  readonly field?: string;
  readonly message: string;
}

/** The fields of an object; one of which only the running code knows the value is `undefined`. */
export interface CheckedObject {
  readonly fields: Readonly<Record<string, unknown>>;
  /** False when there may be fields that are not seen. */
  readonly complete: boolean;
}

/** Returns what a definition refuses in an object; objects inside are not looked into. */
export function checkFields(
  name: string,
  definition: ObjectDefinition,
  { fields, complete }: CheckedObject,
): readonly FieldFault[] {
  const present = Object.keys(fields).filter((field) => fields[field] !== null);
  const faults = present.flatMap((field): readonly FieldFault[] => {
    const known = Object.hasOwn(definition.fields, field) ? definition.fields[field] : undefined;
    if (known === undefined) return definition.open ? [] : [{ field, message: `${name} has no such field` }];
    const message = checkType(fields[field], known.type);
    return message === undefined ? [] : [{ field, message }];
  });
  const missing = definition.required.filter((field) => complete && !present.includes(field));
  return [
    ...faults,
    ...missing.map((field) => ({ message: `${name} needs \`${field}\`` })),
    ...definition.groups.flatMap((group) => checkGroup(name, group, present, complete)),
  ];
}

function checkGroup(
  name: string,
  { kind, fields }: FieldGroup,
  present: readonly string[],
  complete: boolean,
): readonly FieldFault[] {
  const there = fields.filter((field) => present.includes(field));
  if (there.length > 1)
    return [{ message: `${name} takes only one of ${there.map((field) => `\`${field}\``).join(', ')}` }];
  const lacks = kind === 'exactlyOne' && there.length === 0 && complete;
  return lacks ? [{ message: `${name} needs one of ${fields.join(', ')}` }] : [];
}

/** Says what is wrong with a value, if anything is; tags (`{{...}}`) stand for what is not known yet. */
function checkType(value: unknown, type: FieldType): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.includes('{{')) return undefined;
  switch (type.kind) {
    case 'string':
      return typeof value === 'string' ? checkText(value, type) : 'must be text';
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

/** A pattern that only Go understands refuses nothing here. */
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
    return `has ${value.length} elements, and at most ${type.maxItems} are taken`;
  for (const item of value) {
    const message = checkType(item, type.element);
    if (message !== undefined) return message;
  }
  return undefined;
}
