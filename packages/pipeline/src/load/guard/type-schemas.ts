import type { CallExpression, Node, Program } from '@babel/types';
import type { JsonSchema } from '@tiphys/signature/model';
import { forEachPart } from './code-nodes.ts';
import type { GuardWriter } from './guard-writer.ts';
import { type NamedTypes, namedTypesOf, schemaOfType } from './schema-of-type.ts';

/** Functions that declare an input or an output, each with the schema without a type argument. */
const DECLARERS: ReadonlyMap<string, JsonSchema | undefined> = new Map([
  ['output', { type: 'string' }],
  ['stdout', { type: 'string' }],
  ['jsonPath', { type: 'string' }],
  ['input', undefined],
]);

/** Adds the schemas of inputs and outputs, which their type arguments tell: at run time there are no types. */
export function addTypeSchemas(program: Program, writer: GuardWriter): void {
  const imported = importedNames(program);
  if (imported.names.size + imported.spaces.size === 0) return;
  const place = { types: namedTypesOf(program), writer };
  const visit = (node: Node): void => {
    const declarer = node.type === 'CallExpression' ? declarerOf(node, imported) : undefined;
    if (node.type === 'CallExpression' && declarer !== undefined) addType(node, declarer, place);
    forEachPart(node, visit);
  };
  visit(program);
}

interface Imported {
  /** The functions by their names in the module. */
  readonly names: ReadonlyMap<string, string>;
  /** Names of the whole package. */
  readonly spaces: ReadonlySet<string>;
}

function importedNames({ body }: Program): Imported {
  const names = new Map<string, string>();
  const spaces = new Set<string>();
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration' || statement.source.value !== '@tiphys/pipeline') continue;
    for (const one of statement.specifiers) {
      if (one.type === 'ImportNamespaceSpecifier') spaces.add(one.local.name);
      if (one.type !== 'ImportSpecifier') continue;
      const name = one.imported.type === 'Identifier' ? one.imported.name : one.imported.value;
      if (DECLARERS.has(name)) names.set(one.local.name, name);
    }
  }
  return { names, spaces };
}

/** Returns the name of the function that a call calls, if it declares an input or an output. */
function declarerOf({ callee }: CallExpression, { names, spaces }: Imported): string | undefined {
  if (callee.type === 'Identifier') return names.get(callee.name);
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return undefined;
  if (!spaces.has(callee.object.name) || callee.property.type !== 'Identifier') return undefined;
  return DECLARERS.has(callee.property.name) ? callee.property.name : undefined;
}

interface Place {
  readonly types: NamedTypes;
  readonly writer: GuardWriter;
}

function addType(node: CallExpression, declarer: string, { types, writer }: Place): void {
  const given = node.typeParameters ?? node.typeArguments;
  const [type] = given?.type === 'TSTypeParameterInstantiation' ? given.params : [];
  const schema = type === undefined ? DECLARERS.get(declarer) : schemaOfType(type, types);
  if (schema === undefined || node.end === undefined || node.end === null) return;
  writer.insertions.push({ at: node.end, text: `.typed(${JSON.stringify(schema)})` });
}
