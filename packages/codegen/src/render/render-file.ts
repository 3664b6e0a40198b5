import type { Definition, SchemaDefinitions } from '@tiphys/schema';
import { usedNames } from '../files/assign-files.ts';
import { type RenderContext, renderDefinition } from './render-definition.ts';

/** What the text of a file depends on besides its definitions. */
export interface FileContext extends RenderContext {
  readonly banner: string;
  /** The file of each definition, without extension. */
  readonly files: ReadonlyMap<string, string>;
}

/** Returns the text of the file that declares some definitions of a schema. */
export async function renderFile(
  names: readonly string[],
  schema: SchemaDefinitions,
  context: FileContext,
): Promise<string> {
  const definitions = names.flatMap((name) => {
    const definition = schema.definitions[name];
    return definition === undefined ? [] : [[name, definition] as const];
  });
  const declarations = definitions.map(([name, definition]) => renderDefinition(name, definition, context));
  const imports = importLines(
    definitions.map(([, definition]) => definition),
    names,
    context,
  );
  return [context.banner, imports, ...(await Promise.all(declarations)).flat()]
    .filter((text) => text !== '')
    .join('\n');
}

function importLines(
  definitions: readonly Definition[],
  own: readonly string[],
  context: FileContext,
): string {
  const used = definitions.flatMap(usedNames);
  const open = definitions.some((definition) => definition.kind === 'object' && definition.open);
  if (open && context.variant === 'author') used.push('JsonValue');
  const byPath = Map.groupBy([...new Set(used)].filter((name) => !own.includes(name)).sort(), (name) =>
    importPath(name, context),
  );
  return [...byPath].map(([path, names]) => `import type { ${names.join(', ')} } from '${path}';\n`).join('');
}

function importPath(name: string, { files, variant }: FileContext): string {
  const file = files.get(name);
  if (file !== undefined) return `./${file}.ts`;
  return variant === 'reply' ? '../json-value.ts' : './json-value.ts';
}
