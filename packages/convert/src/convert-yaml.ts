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
import { type ConversionChange, convertValue } from './convert-object.ts';
import { rewriteYaml } from './rewrite-yaml.ts';

/** Something in a text that was converted, or has to be by hand. */
export interface ConversionNote {
  readonly line: number;
  readonly column: number;
  /** The field, such as `spec.schedule`. */
  readonly path: string;
  readonly message: string;
}

/** A text as the target version takes it. */
export interface TextConversion {
  readonly text: string;
  readonly changes: readonly ConversionNote[];
  readonly problems: readonly ConversionNote[];
}

/**
 * Gives a YAML (or JSON) text as another version of Argo writes it. Only what changes is touched: comments, order, quotes
 * and layout stay, to the byte. What could not be rewritten so that it reads as it should is left as it was, with a problem
 * for each change that it needs. Never throws.
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
    // A key that stands twice is no obstacle where there is nothing to convert.
    const isFine =
      documents.length > 0 &&
      conversions.every(({ changes, problems }) => changes.length + problems.length === 0);
    const problems = mistakes.map(({ line, column, message }) => {
      return {
        line: line + firstLine,
        column,
        path: '',
        message: `${message}. The document was left as it is.`,
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
      `${describeEdit(change.edit)}: ${change.reason}${made.has(change) ? '' : BY_HAND}`,
    ),
  }));
  const notes = (isMade: boolean): readonly ConversionNote[] =>
    noted.filter((one) => one.isMade === isMade).map(({ isMade: _, ...one }) => one);
  return { text, changes: notes(true), problems: [...problems, ...notes(false)] };
}

const BY_HAND =
  ' The layout here (an anchor, an alias or a merge that others share, perhaps) has to be changed by hand.';

function describeEdit(edit: ConversionChange['edit']): string {
  if (edit.kind === 'remove') return `\`${edit.field}\` goes`;
  return `\`${edit.field}\` ${edit.kind === 'append' ? 'goes into' : 'becomes'} \`${edit.to}\``;
}
