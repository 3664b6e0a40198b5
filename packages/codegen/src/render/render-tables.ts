import {
  type Definition,
  type FieldDefinition,
  type FieldType,
  type ObjectDefinition,
  plainKinds,
  type SchemaDefinitions,
} from '@tiphys/schema';
import { orderFields } from './field-order.ts';
import { literal, propertyName } from './literal.ts';

/** Returns the file with the run-time tables; aliases are replaced by their types, so that every reference leads to fields. */
export function renderTables(schema: SchemaDefinitions, banner: string, tableTypes: string): string {
  const objects = Object.entries(schema.definitions).filter(([, definition]) => definition.kind === 'object');
  const tables = objects.map(([name, definition]) => tableText(name, definition as ObjectDefinition, schema)); // filtered above
  const constants = plainKinds.map((kind) => `const ${constantOf(kind)}: FieldType = { kind: '${kind}' };`);
  return `${banner}import type { DefinitionTable, FieldType } from '${tableTypes}';

${constants.join('\n')}

/** The name of the definition of each kind of object. */
export const kinds: Readonly<Record<string, string>> = ${literal(schema.kinds)};

/** Every object of the schema by name. */
export const definitions: Readonly<Record<string, DefinitionTable>> = {
${tables.join('\n')}
};
`;
}

function constantOf(kind: string): string {
  return `${kind}Type`;
}

function tableText(name: string, definition: ObjectDefinition, schema: SchemaDefinitions): string {
  const fields = orderFields(name, Object.keys(definition.fields)).map(
    (field) => `      ${propertyName(field)}: ${fieldText(definition.fields[field], schema)},`,
  );
  const groups = definition.groups.filter((group) => group.tolerated !== true);
  return [
    `  ${propertyName(name)}: {`,
    fields.length === 0 ? '    fields: {},' : `    fields: {\n${fields.join('\n')}\n    },`,
    `    required: ${literal(definition.required.filter((field) => !definition.tolerated.includes(field)))},`,
    ...(groups.length === 0 ? [] : [`    groups: ${literal(groups)},`]),
    ...(definition.open ? ['    open: true,'] : []),
    '  },',
  ].join('\n');
}

function fieldText(field: FieldDefinition | undefined, schema: SchemaDefinitions): string {
  if (field === undefined) throw new Error('unreachable: an ordered field is not among the fields');
  const parts = [`type: ${typeLiteral(resolveAliases(field.type, schema.definitions))}`];
  if (field.deprecated !== undefined) parts.push(`deprecated: ${literal(field.deprecated)}`);
  if (field.merge !== undefined) parts.push(`merge: ${literal(field.merge)}`);
  return `{ ${parts.join(', ')} }`;
}

/** Returns a type in which no reference leads to an alias. */
export function resolveAliases(
  type: FieldType,
  definitions: Readonly<Record<string, Definition>>,
): FieldType {
  switch (type.kind) {
    case 'reference': {
      const target = definitions[type.to];
      return target?.kind === 'alias' ? resolveAliases(target.type, definitions) : type;
    }
    case 'list':
      return { ...type, element: resolveAliases(type.element, definitions) };
    case 'map':
      return { ...type, value: resolveAliases(type.value, definitions) };
    default:
      return type;
  }
}

function typeLiteral(type: FieldType): string {
  if (Object.keys(type).length === 1) return constantOf(type.kind);
  const parts = Object.entries(type).map(([name, value]) => {
    const nested = name === 'element' || name === 'value';
    return `${propertyName(name)}: ${nested ? typeLiteral(value as FieldType) : literal(value)}`; // only these two hold types
  });
  return `{ ${parts.join(', ')} }`;
}
