import { CodegenError } from '../codegen-error.ts';
import type { PrintableSchema } from './type-text.ts';

/** Returns the TypeScript declaration of a schema. */
export type TypePrinter = (name: string, schema: PrintableSchema) => Promise<string>;

const PRINT_OPTIONS = {
  bannerComment: '',
  format: false,
  unknownAny: true,
  additionalProperties: false,
  declareExternallyReferenced: false,
};

/**
 * Returns a printer of declarations with read-only fields, made by json-schema-to-typescript. This is the only
 * file that uses the library.
 *
 * @throws CodegenError `CODEGEN_UNPRINTABLE` (from the printer) naming the definition.
 */
export async function loadTypePrinter(): Promise<TypePrinter> {
  const { compile } = await import('json-schema-to-typescript');
  return async (name, schema) => {
    try {
      // Our schemas are a subset of the draft that the library's own type describes.
      const input = structuredClone(schema) as Parameters<typeof compile>[0];
      return rename(finish(await compile(input, PLACEHOLDER, PRINT_OPTIONS), name), name);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new CodegenError(
        'CODEGEN_UNPRINTABLE',
        name,
        `Definition "${name}" cannot be written in TypeScript: ${reason}.`,
        cause,
      );
    }
  };
}

/** The library changes the spelling of names, so ours are inserted afterwards. */
const PLACEHOLDER = 'Declared';

function rename(declaration: string, name: string): string {
  return declaration.replace(/^export (interface|type) Declared\b/m, `export $1 ${name}`);
}

const FIELD_LINE = /^("(?:[^"\\]|\\.)*"|[\w$]+)(\??): (.+)$/;
const INDEX_SIGNATURE = /^\[\w+: string\]: /;

/** The library has no read-only fields, and leaves layout to a formatter that would take most of the time. */
function finish(text: string, name: string): string {
  let depth = 0;
  let comment = false;
  const lines = text
    .trim()
    .split('\n')
    .map((line) => {
      const trimmed = line.trim();
      if (trimmed.startsWith('/**')) comment = true;
      const inComment = comment;
      if (trimmed.endsWith('*/')) comment = false;
      if (inComment) return indent(trimmed.startsWith('/**') ? trimmed : ` ${trimmed}`, depth);
      if (/^[})]/.test(trimmed)) depth -= 1;
      const result = indent(code(trimmed), depth);
      if (/\{$/.test(trimmed)) depth += 1;
      return result;
    });
  if (depth !== 0 || comment) throw new Error(`the printed text of ${name} is not balanced`);
  const declaration = shortComments(lines).join('\n');
  return `${/^export type/m.test(declaration) ? bareAlias(declaration) : declaration}\n`;
}

/** The library prints an alias in parentheses and without a semicolon. */
function bareAlias(declaration: string): string {
  return `${declaration.replace(/^(export type [\w$]+ = )\(([\s\S]*)\)$/m, '$1$2')};`;
}

function indent(line: string, depth: number): string {
  return `${'  '.repeat(Math.max(depth, 0))}${line}`;
}

function code(line: string): string {
  if (INDEX_SIGNATURE.test(line)) return `readonly ${line.replace(INDEX_SIGNATURE, '[name: string]: ')};`;
  const [, field, optional, type] = FIELD_LINE.exec(line) ?? [];
  if (field === undefined || type === undefined) return singleQuotes(line);
  const bare = type.replace(/^\(([^()]*)\)$/, '$1');
  const open = bare.endsWith('{') ? '' : ';';
  const suffix = optional === '?' && bare !== 'undefined' && open === ';' ? ' | undefined' : '';
  return singleQuotes(`readonly ${field}${optional}: ${bare}${suffix}${open}`);
}

/** Leaves lines with escapes alone: a pattern cannot tell where a string with escapes ends. */
function singleQuotes(line: string): string {
  if (/['\\]/.test(line)) return line;
  return line.replaceAll(/"([^"'\\]*)"/g, "'$1'");
}

/** Joins comments with a single line of text into one line. */
function shortComments(lines: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [first, second, third] = [lines[index] ?? '', lines[index + 1], lines[index + 2]];
    if (first.trim() === '/**' && second !== undefined && third?.trim() === '*/') {
      result.push(`${first} ${second.trim().slice(2)} */`);
      index += 2;
    } else {
      result.push(first.trimEnd());
    }
  }
  return result;
}
