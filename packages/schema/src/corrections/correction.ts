import type { Definition, FieldGroup, ObjectDefinition } from '../definition.ts';
import type { FieldType } from '../field-type.ts';

/** A place where the schema and the CRDs are wrong, and what is right. */
export type Correction = { readonly definition: string; readonly reason: string } & (
  | { readonly kind: 'alias'; readonly type: FieldType }
  | { readonly kind: 'type'; readonly field: string; readonly type: FieldType }
  | { readonly kind: 'optional' | 'required' | 'tolerated'; readonly fields: readonly string[] }
  | { readonly kind: 'group' | 'absentGroup'; readonly group: FieldGroup }
  | { readonly kind: 'open' }
  /** Gives a field a definition of its own: a copy of the one that it refers to. */
  | { readonly kind: 'split'; readonly from: string; readonly of: string; readonly field: string }
);

/** Returns the definitions with a correction applied; a correction of a missing definition or field changes nothing. */
export function applyCorrection(
  definitions: Readonly<Record<string, Definition>>,
  correction: Correction,
): Readonly<Record<string, Definition>> {
  if (correction.kind === 'split') return split(definitions, correction);
  const { definition: name } = correction;
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  const corrected = definition === undefined ? undefined : correct(definition, correction);
  return corrected === undefined ? definitions : { ...definitions, [name]: corrected };
}

function split(
  definitions: Readonly<Record<string, Definition>>,
  { definition, from, of, field }: Extract<Correction, { kind: 'split' }>,
): Readonly<Record<string, Definition>> {
  const type: FieldType = { kind: 'reference', to: definition };
  const [content, holder] = [definitions[from], definitions[of]];
  if (content === undefined || holder?.kind !== 'object') return definitions;
  const known = holder.fields[field]?.type;
  if (known?.kind !== 'reference' || known.to !== from) return definitions;
  const retyped = correctObject(holder, { kind: 'type', definition: of, field, type, reason: '' });
  return retyped === undefined ? definitions : { ...definitions, [definition]: content, [of]: retyped };
}

function correct(definition: Definition, correction: Correction): Definition | undefined {
  if (correction.kind === 'alias') return { kind: 'alias', origin: definition.origin, type: correction.type };
  return definition.kind === 'object' ? correctObject(definition, correction) : undefined;
}

function correctObject(definition: ObjectDefinition, correction: Correction): Definition | undefined {
  switch (correction.kind) {
    case 'type': {
      const field = definition.fields[correction.field];
      if (field === undefined) return undefined;
      return {
        ...definition,
        fields: { ...definition.fields, [correction.field]: { ...field, type: correction.type } },
      };
    }
    case 'optional':
      return {
        ...definition,
        required: definition.required.filter((field) => !correction.fields.includes(field)),
      };
    case 'required': {
      const known = correction.fields.filter((field) => Object.hasOwn(definition.fields, field));
      return { ...definition, required: [...new Set([...definition.required, ...known])].sort() };
    }
    case 'tolerated':
      return {
        ...definition,
        tolerated: correction.fields.filter((field) => Object.hasOwn(definition.fields, field)),
      };
    case 'group':
      return withGroup(definition, correction.group);
    case 'absentGroup':
      return definition.groups.some((known) =>
        isSameSet(known.fields, fieldsOf(definition, correction.group)),
      )
        ? undefined
        : withGroup(definition, correction.group);
    case 'open':
      return { ...definition, open: true };
    default:
      throw new Error(`unreachable: correction ${correction.kind}`);
  }
}

/** Adds a group, in place of those whose fields it contains. */
function withGroup(definition: ObjectDefinition, group: FieldGroup): ObjectDefinition {
  const fields = fieldsOf(definition, group);
  if (fields.length < 2) return definition;
  const others = definition.groups.filter((other) => !other.fields.every((field) => fields.includes(field)));
  return { ...definition, groups: [{ ...group, fields }, ...others] };
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((field) => other.includes(field));
}

function fieldsOf(definition: ObjectDefinition, group: FieldGroup): readonly string[] {
  return group.fields.filter((field) => Object.hasOwn(definition.fields, field));
}
