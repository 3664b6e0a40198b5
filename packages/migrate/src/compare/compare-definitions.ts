import type { Definition, FieldGroup, ObjectDefinition } from '@tiphys/schema';
import { compareTypes, type DefinitionsPair, printType } from './compare-types.ts';
import { findReplacement } from './replacements.ts';
import type { SchemaChange } from './schema-difference.ts';

/** A change whose places in objects are not known yet. */
export type LocalChange = Omit<SchemaChange, 'paths'>;

/** Returns how a definition differs between two versions; undefined means that the version does not have it. */
export function compareDefinitions(
  name: string,
  older: Definition | undefined,
  newer: Definition | undefined,
  context: DefinitionsPair,
): readonly LocalChange[] {
  if (older === undefined) return [{ kind: 'added', definition: name, breaking: false }];
  if (newer === undefined) return [{ kind: 'removed', definition: name, breaking: false }];
  if (older.kind === 'alias' && newer.kind === 'alias') {
    return compareTypes(older.type, newer.type, context).map((change) => ({ definition: name, ...change }));
  }
  if (older.kind === 'alias' || newer.kind === 'alias') {
    const [before, after] = [older, newer].map((one) =>
      one.kind === 'alias' ? printType(one.type) : 'object',
    );
    return [{ kind: 'retyped', definition: name, before, after, breaking: true }];
  }
  return [
    ...compareFields(name, older, newer, context),
    ...compareGroups(name, older, newer),
    ...compareOpenness(name, older, newer),
  ];
}

function compareFields(
  name: string,
  older: ObjectDefinition,
  newer: ObjectDefinition,
  context: DefinitionsPair,
): readonly LocalChange[] {
  const fields = [...new Set([...Object.keys(older.fields), ...Object.keys(newer.fields)])].sort();
  return fields.flatMap((field) => compareField({ name, field, older, newer }, context));
}

interface FieldPair {
  readonly name: string;
  readonly field: string;
  readonly older: ObjectDefinition;
  readonly newer: ObjectDefinition;
}

function compareField(
  { name, field, older, newer }: FieldPair,
  context: DefinitionsPair,
): readonly LocalChange[] {
  const at = { definition: name, field };
  const before = Object.hasOwn(older.fields, field) ? older.fields[field] : undefined;
  const after = Object.hasOwn(newer.fields, field) ? newer.fields[field] : undefined;
  const replacement = findReplacement(`${name}.${field}`, newer);
  if (after === undefined) {
    const type = before && printType(before.type);
    return [{ ...at, kind: 'removed', before: type, breaking: !newer.open, replacement }];
  }
  const now = newer.required.includes(field);
  if (before === undefined) {
    const added: LocalChange = { ...at, kind: 'added', after: printType(after.type), breaking: false };
    return now ? [added, { ...at, kind: 'required', breaking: true }] : [added];
  }
  const changes: LocalChange[] = compareTypes(before.type, after.type, context).map((change) => ({
    ...at,
    ...change,
    ...(change.kind === 'retyped' ? { replacement } : {}),
  }));
  const then = older.required.includes(field);
  if (now !== then) changes.push({ ...at, kind: now ? 'required' : 'optional', breaking: now });
  if (after.deprecated !== undefined && before.deprecated === undefined)
    changes.push({ ...at, kind: 'deprecated', after: after.deprecated, breaking: false, replacement });
  return changes;
}

function compareGroups(
  name: string,
  older: ObjectDefinition,
  newer: ObjectDefinition,
): readonly LocalChange[] {
  const [old, now] = [older.groups.map(printGroup), newer.groups.map(printGroup)];
  const gone = older.groups.filter((group) => !now.includes(printGroup(group)));
  const come = newer.groups.filter((group) => !old.includes(printGroup(group)));
  const changes = come.map((group): LocalChange => {
    const [before] = gone.filter((one) => one.fields.some((field) => group.fields.includes(field)));
    const after = printGroup(group);
    const breaking = isStricter(before, group, older);
    const was = before === undefined ? undefined : printGroup(before);
    return { kind: 'group', definition: name, before: was, after, breaking };
  });
  const replaced = new Set(changes.map(({ before }) => before));
  const dropped = gone.filter((group) => !replaced.has(printGroup(group)));
  return [
    ...changes,
    ...dropped.map((group): LocalChange => {
      return { kind: 'group', definition: name, before: printGroup(group), breaking: false };
    }),
  ];
}

/** A group that only gained new fields, or became less strict, refuses nothing that was valid before. */
function isStricter(before: FieldGroup | undefined, after: FieldGroup, older: ObjectDefinition): boolean {
  const known = after.fields.filter((field) => Object.hasOwn(older.fields, field));
  if (before === undefined) return known.length > 1 || after.kind === 'exactlyOne';
  const covered = known.every((field) => before.fields.includes(field));
  return !covered || (after.kind === 'exactlyOne' && before.kind === 'atMostOne');
}

function printGroup({ kind, fields }: FieldGroup): string {
  return `${kind === 'exactlyOne' ? 'exactly one' : 'at most one'} of ${fields.join(', ')}`;
}

function compareOpenness(
  name: string,
  older: ObjectDefinition,
  newer: ObjectDefinition,
): readonly LocalChange[] {
  if (older.open === newer.open) return [];
  return [{ kind: newer.open ? 'opened' : 'closed', definition: name, breaking: older.open }];
}
