import type { Definition, OperationDefinitions, SchemaDefinitions } from '@tiphys/schema';
import { usedNames } from '../files/assign-files.ts';
import { type RenderContext, renderDefinition } from '../render/render-definition.ts';
import type { ModelVariant } from '../type/type-text.ts';
import { usedParts } from './used-parts.ts';

const WORDS: Readonly<Record<ModelVariant, string>> = { author: 'request', reply: 'reply' };

/** Returns the module that declares what only requests, or only replies, consist of. */
export async function renderParts(
  operations: OperationDefinitions,
  manifests: SchemaDefinitions,
  { variant, print }: Pick<RenderContext, 'variant' | 'print'>,
): Promise<string> {
  const names = usedParts(operations, variant);
  const { definitions } = operations;
  const used = new Set(names.flatMap((name) => usedNames(definitionOf(name, definitions))));
  const models = [...used].filter((name) => Object.hasOwn(manifests.definitions, name)).sort();
  const folder = variant === 'author' ? '../index.ts' : '../reply/index.ts';
  const imported = used.has('JsonValue') ? [...models, 'JsonValue'].sort() : models;
  const imports = imported.length === 0 ? '' : `\nimport type { ${imported.join(', ')} } from '${folder}';\n`;
  const describe = ({ origin }: Definition): string =>
    `Part of a ${WORDS[variant]}: \`${origin}\` in Argo's API.`;
  const context = { variant, print, texts: {}, describe };
  const texts = names.map((name) => renderDefinition(name, definitionOf(name, definitions), context));
  return `${imports}\n${(await Promise.all(texts)).flat().join('\n')}`;
}

function definitionOf(name: string, definitions: Readonly<Record<string, Definition>>): Definition {
  const definition = definitions[name];
  if (definition === undefined) throw new Error(`unreachable: ${name} is among the definitions`);
  return definition;
}
