import type { Node, Program, TSPropertySignature, TSType, TSTypeReference } from '@babel/types';
import type { JsonSchema } from '@tiphys/signature/model';

/** The types that a module declares, by name. Types with parameters are not among them. */
export type NamedTypes = ReadonlyMap<string, TSType | readonly Node[]>;

/** Returns the types that a module declares. */
export function namedTypesOf({ body }: Program): NamedTypes {
  const found = new Map<string, TSType | readonly Node[]>();
  for (const statement of body) {
    const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'TSTypeAliasDeclaration' && !declared.typeParameters)
      found.set(declared.id.name, declared.typeAnnotation);
    if (declared?.type === 'TSInterfaceDeclaration' && !declared.typeParameters && !declared.extends?.length)
      found.set(declared.id.name, declared.body.body);
  }
  return found;
}

const KEYWORDS: Readonly<Record<string, JsonSchema>> = {
  TSStringKeyword: { type: 'string' },
  TSNumberKeyword: { type: 'number' },
  TSBooleanKeyword: { type: 'boolean' },
  TSNullKeyword: { type: 'null' },
  TSObjectKeyword: { type: 'object' },
  TSUnknownKeyword: {},
  TSAnyKeyword: {},
};

/** Returns the JSON Schema of a type, from its syntax alone; undefined if it refers to types of other modules. */
export function schemaOfType(
  type: TSType,
  types: NamedTypes,
  around: readonly string[] = [],
): JsonSchema | undefined {
  const inner = (part: TSType): JsonSchema | undefined => schemaOfType(part, types, around);
  switch (type.type) {
    case 'TSParenthesizedType':
      return inner(type.typeAnnotation);
    case 'TSTypeOperator':
      return type.operator === 'readonly' && type.typeAnnotation ? inner(type.typeAnnotation) : undefined;
    case 'TSLiteralType':
      return literalSchema(type.literal);
    case 'TSTemplateLiteralType':
      return { type: 'string' };
    case 'TSArrayType':
      return listSchema(inner(type.elementType));
    case 'TSTupleType':
      return { type: 'array' };
    case 'TSUnionType':
      return unionSchema(type.types.map(inner));
    case 'TSTypeLiteral':
      return objectSchema(type.members, inner);
    case 'TSTypeReference':
      return referenceSchema(type, types, around);
    default:
      return KEYWORDS[type.type];
  }
}

function literalSchema(literal: Node): JsonSchema | undefined {
  if (
    literal.type === 'StringLiteral' ||
    literal.type === 'NumericLiteral' ||
    literal.type === 'BooleanLiteral'
  )
    return { const: literal.value };
  if (literal.type === 'UnaryExpression') return { type: 'number' };
  return literal.type === 'TemplateLiteral' ? { type: 'string' } : undefined;
}

/** Elements of unknown types are still elements of a list. */
function listSchema(items: JsonSchema | undefined): JsonSchema {
  return items === undefined ? { type: 'array' } : { type: 'array', items };
}

function unionSchema(parts: readonly (JsonSchema | undefined)[]): JsonSchema | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : { anyOf: known };
}

function objectSchema(members: readonly Node[], inner: (type: TSType) => JsonSchema | undefined): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  const required: string[] = [];
  for (const member of members) {
    const name = member.type === 'TSPropertySignature' ? nameOf(member) : undefined;
    // With index signatures and computed names, every field may be there.
    if (member.type !== 'TSPropertySignature' || name === undefined) return { type: 'object' };
    const annotation = member.typeAnnotation;
    properties[name] =
      (annotation?.type === 'TSTypeAnnotation' ? inner(annotation.typeAnnotation) : {}) ?? {};
    if (member.optional !== true) required.push(name);
  }
  return { type: 'object', properties, required };
}

function nameOf({ key, computed }: TSPropertySignature): string | undefined {
  if (computed === true) return undefined;
  return key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : undefined;
}

const LISTS: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray']);
const OBJECTS: ReadonlySet<string> = new Set(['Record']);
/** Types that are read as their argument. */
const WRAPPERS: ReadonlySet<string> = new Set(['Readonly', 'Large']);

function referenceSchema(
  reference: TSTypeReference,
  types: NamedTypes,
  around: readonly string[],
): JsonSchema | undefined {
  if (reference.typeName.type !== 'Identifier') return undefined;
  const { name } = reference.typeName;
  const found = types.get(name);
  if (found !== undefined) {
    // Recursive types are objects or lists, whose inner types do not matter here.
    if (around.includes(name)) return {};
    const inside = [...around, name];
    return isType(found)
      ? schemaOfType(found, types, inside)
      : objectSchema(found, (part) => schemaOfType(part, types, inside));
  }
  const given = reference.typeParameters;
  const [first] = given?.type === 'TSTypeParameterInstantiation' ? given.params : [];
  if (OBJECTS.has(name)) return { type: 'object' };
  if (first === undefined) return undefined;
  if (LISTS.has(name)) return listSchema(schemaOfType(first, types, around));
  return WRAPPERS.has(name) ? schemaOfType(first, types, around) : undefined;
}

function isType(found: TSType | readonly Node[]): found is TSType {
  return !Array.isArray(found);
}
