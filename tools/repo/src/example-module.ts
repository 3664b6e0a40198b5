import type { DocExample } from './doc-examples.ts';
import type { PublicName } from './public-names.ts';

/**
 * Returns an example as a module. What it uses of its own package is imported in one line before it; a comment with the
 * result of a line, `// => text`, becomes a call of `told(place, value, text)`.
 */
export function writeExampleModule({ file, line, code }: DocExample, names: readonly PublicName[]): string {
  const declared = new Set(
    [
      ...code.matchAll(/\b(?:const|function|class|interface|type|import)\s+(?:type\s+)?(\{[^}]*\}|\w+)/g),
    ].flatMap(([, found = '']) => found.match(/\w+/g) ?? []),
  );
  const imports = names
    .filter(({ name }) => !declared.has(name) && new RegExp(`\\b${name}\\b`).test(code))
    .map(({ name, from, isType }) => `import { ${isType ? 'type ' : ''}${name} } from '${from}';`);
  const lines = code.split('\n').map((text, index) => {
    const [, value, result] = /^([^\s}].*);\s*\/\/ => (.*)$/.exec(text) ?? [];
    return value === undefined
      ? text
      : `told('${file}:${line + index}', ${value}, ${JSON.stringify(result)});`;
  });
  return `${imports.join(' ')} import { told } from './told.ts';\n${lines.join('\n')}`;
}

/** Tells whether an example says what a line of it gives. */
export function saysResults({ code }: DocExample): boolean {
  return /\/\/ => /.test(code);
}
