import type { Definition, FieldDefinition, OperationDefinitions, SchemaDefinitions } from '@tiphys/schema';
import { usedNames } from '../files/assign-files.ts';
import { propertyName } from '../render/literal.ts';
import { type ModelVariant, typeText } from '../type/type-text.ts';
import { usedParts } from './used-parts.ts';

const WORDS: Readonly<Record<ModelVariant, string>> = { author: 'request', reply: 'reply' };

/** Returns the module that declares what only requests, or only replies, consist of. */
export function renderParts(
  operations: OperationDefinitions,
  manifests: SchemaDefinitions,
  variant: ModelVariant,
): string {
  const names = usedParts(operations, variant);
  const { definitions } = operations;
  const used = new Set(names.flatMap((name) => usedNames(definitionOf(name, definitions))));
  const models = [...used].filter((name) => Object.hasOwn(manifests.definitions, name)).sort();
  const folder = variant === 'author' ? '../index.ts' : '../reply/index.ts';
  const imported = used.has('JsonValue') ? [...models, 'JsonValue'].sort() : models;
  const imports = imported.length === 0 ? '' : `\nimport type { ${imported.join(', ')} } from '${folder}';\n`;
  const texts = names.map((name) => partText(name, definitionOf(name, definitions), variant));
  return `${imports}\n${texts.join('\n')}`;
}

function definitionOf(name: string, definitions: Readonly<Record<string, Definition>>): Definition {
  const definition = definitions[name];
  if (definition === undefined) throw new Error(`unreachable: ${name} is among the definitions`);
  return definition;
}

function partText(name: string, definition: Definition, variant: ModelVariant): string {
  const comment = `/** Part of a ${WORDS[variant]}: \`${definition.origin}\` in Argo's API. */\n`;
  if (definition.kind === 'alias')
    return `${comment}export type ${name} = ${typeText(definition.type, variant)};\n`;
  const isReply = variant === 'reply';
  const fields = Object.entries(definition.fields).map(([field, content]) =>
    fieldText(field, content, !isReply && definition.required.includes(field), variant),
  );
  const rest = isReply ? 'unknown' : fields.length === 0 ? 'never' : undefined;
  const lines = rest === undefined ? fields : [...fields, `  readonly [name: string]: ${rest};\n`];
  return `${comment}export interface ${name} {\n${lines.join('')}}\n`;
}

function fieldText(
  field: string,
  { type, deprecated }: FieldDefinition,
  isRequired: boolean,
  variant: ModelVariant,
): string {
  const comment = deprecated === undefined ? '' : `  /** @deprecated ${deprecated} */\n`;
  const text = typeText(type, variant);
  const value = variant === 'reply' ? `${text} | null` : text;
  const name = propertyName(field);
  return isRequired
    ? `${comment}  readonly ${name}: ${value};\n`
    : `${comment}  readonly ${name}?: ${value} | undefined;\n`;
}
