import { formatPath, type JsonPath } from '@tiphys/models/facts';
import {
  applyTextEdits,
  type Chunk,
  createLineIndex,
  type FindPosition,
  readYaml,
  splitDocuments,
} from '@tiphys/yaml';
import type { ConversionOptions } from './conversion-rule.ts';
import { convertValue } from './convert-object.ts';
import { describeEdit } from './describe-edit.ts';
import { rewriteYaml } from './rewrite-yaml.ts';

/** A field in a text that was converted, or that needs manual work. */
export interface ConversionNote {
  readonly line: number;
  readonly column: number;
  /** The field, such as `spec.schedule`. */
  readonly path: string;
  readonly message: string;
}

/** A text rewritten for the target version. */
export interface TextConversion {
  readonly text: string;
  readonly changes: readonly ConversionNote[];
  readonly problems: readonly ConversionNote[];
}

/**
 * Returns a YAML (or JSON) text rewritten for another version of Argo. Only the converted fields are edited:
 * comments, order, quotes and layout stay, to the byte. A field that cannot be edited safely stays as well, with
 * a problem that says what to change. Never throws.
 *
 * @example
 * ```ts
 * import { readFile, writeFile } from 'node:fs/promises';
 *
 * const { text, problems } = convertYaml(await readFile('nightly.yaml', 'utf8'), { to: 'v4.1' });
 * for (const { line, path, message } of problems) console.error(`${line}: ${path}: ${message}`);
 * await writeFile('nightly.yaml', text);
 * ```
 */
export function convertYaml(text: string, options: ConversionOptions): TextConversion {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const source = text.slice(mark.length);
  const positions = createLineIndex(source);
  const parts = splitDocuments(source).map((chunk) => ({
    chunk,
    ...convertChunk(chunk, options, positions),
  }));
  const edits = parts.map(({ chunk, text: now }) => ({
    start: chunk.offset,
    end: chunk.offset + chunk.text.length,
    text: now,
  }));
  return {
    text: mark + (applyTextEdits(source, edits) ?? source),
    changes: parts.flatMap(({ changes }) => changes),
    problems: parts.flatMap(({ problems }) => problems),
  };
}

function convertChunk(chunk: Chunk, options: ConversionOptions, positions: FindPosition): TextConversion {
  const { documents, problems: mistakes } = readYaml(chunk.text);
  const firstLine = positions(chunk.offset).line - 1;
  const conversions = documents.map(({ value }) => convertValue(value, options));
  if (mistakes.length > 0) {
    // A duplicate key does not matter if there is nothing to convert.
    const isFine =
      documents.length > 0 &&
      conversions.every(({ changes, problems }) => changes.length + problems.length === 0);
    const problems = mistakes.map(({ line, column, message }) => {
      return {
        line: line + firstLine,
        column,
        path: '',
        message: `${message}. The document was not changed.`,
      };
    });
    return { text: chunk.text, changes: [], problems: isFine ? [] : problems };
  }
  const note = (index: number, path: JsonPath, message: string): ConversionNote => {
    const found = documents[index]?.locate(path, 'key') ?? { line: 1, column: 1 };
    return { line: found.line + firstLine, column: found.column, path: formatPath(path), message };
  };
  const problems = conversions.flatMap((conversion, index) =>
    conversion.problems.map(({ path, message }) => note(index, path, message)),
  );
  const wanted = conversions.flatMap(({ changes }, document) =>
    changes.map((change) => ({ document, change })),
  );
  if (wanted.length === 0) return { text: chunk.text, changes: [], problems };
  const { text, made } = rewriteYaml(chunk.text, wanted, (some) =>
    documents.map(({ value }, index) => {
      const left = conversions[index]?.changes.filter((change) => !some.has(change)) ?? [];
      return convertValue(value, options, left).value;
    }),
  );
  const noted = wanted.map(({ document, change }) => ({
    isMade: made.has(change),
    ...note(
      document,
      [...change.path, change.edit.field],
      `${describeEdit(change.edit)}: ${change.reason}${made.has(change) ? '' : MANUAL}`,
    ),
  }));
  const notes = (isMade: boolean): readonly ConversionNote[] =>
    noted.filter((one) => one.isMade === isMade).map(({ isMade: _, ...one }) => one);
  return { text, changes: notes(true), problems: [...problems, ...notes(false)] };
}

const MANUAL =
  ' Change it manually: an anchor, an alias, a merge key or an unusual layout prevents an automatic edit here.';
