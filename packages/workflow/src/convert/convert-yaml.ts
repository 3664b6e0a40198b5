import { isDeepStrictEqual } from 'node:util';
import { type Chunk, splitDocuments } from '../document-chunks.ts';
import { formatPath, type JsonPath } from '../json-path.ts';
import { parseLeniently } from '../lenient-parser.ts';
import { createLineIndex, type FindPosition } from '../line-index.ts';
import { readYaml, type YamlDocument } from '../read-yaml.ts';
import type { ConversionOptions } from './conversion-rule.ts';
import { type ConversionChange, convertValue } from './convert-object.ts';
import { readSourceTrees, type SourceNode } from './source-tree.ts';
import { applyTextEdits, type TextEdit } from './text-edit.ts';
import { isFieldOf, rootType } from './walk-type.ts';
import { editYamlField } from './yaml-field-edits.ts';

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
 * and layout stay, to the byte. A document that could not be rewritten so that it reads as it should is left as it
 * was, with a problem for each change that it needs. Never throws.
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
    text: mark + applyTextEdits(source, edits),
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
  const changes = conversions.flatMap((conversion, index) =>
    conversion.changes.map(({ path, edit, reason }) =>
      note(index, [...path, edit.field], `${describeEdit(edit)}: ${reason}`),
    ),
  );
  if (changes.length === 0) return { text: chunk.text, changes, problems };
  const wanted = conversions.map(({ value }) => value);
  const text = rewrite(chunk.text, documents, conversions);
  if (text !== undefined && holds(text, wanted)) return { text, changes, problems };
  const byHand = changes.map((change) => ({
    ...change,
    message: `${change.message} The layout here (an anchor, an alias or a merge that others share, perhaps) has to be changed by hand.`,
  }));
  return { text: chunk.text, changes: [], problems: [...problems, ...byHand] };
}

function describeEdit(edit: ConversionChange['edit']): string {
  return edit.kind === 'remove' ? `\`${edit.field}\` goes` : `\`${edit.field}\` becomes \`${edit.to}\``;
}

function rewrite(
  text: string,
  documents: readonly YamlDocument[],
  conversions: readonly { readonly changes: readonly ConversionChange[] }[],
): string | undefined {
  const parsed = parseLeniently(text);
  const roots = readSourceTrees(text, parsed.events).filter((root) => !isNothing(root));
  if (parsed.text !== text || roots.length !== documents.length) return undefined;
  const edits: TextEdit[] = [];
  const done = new Set<string>();
  for (const [index, root] of roots.entries()) {
    const anchors = collectAnchors(root, new Map());
    for (const { path, edit } of conversions[index]?.changes ?? []) {
      const holder = findNode(root, path, anchors);
      const node = holder && findField(holder, edit.field, anchors)?.owner;
      if (!node) return undefined;
      const once = `${node.content} ${edit.field}`;
      // The same anchored mapping, reached by another alias.
      if (done.has(once)) continue;
      done.add(once);
      const made = editYamlField(text, node, edit);
      if (!made) return undefined;
      edits.push(...made);
    }
  }
  return applyTextEdits(text, edits);
}

/** The proof that nothing was lost: what was written reads as the converted values, and nothing else. */
function holds(text: string, wanted: readonly unknown[]): boolean {
  const { documents, problems } = readYaml(text);
  const values = documents.map(({ value }) => value);
  return problems.length === 0 && isDeepStrictEqual(values.map(whatArgoReads), wanted.map(whatArgoReads));
}

/** Leaves out fields beside `spec` that Argo does not read: people keep anchors there for others to merge. */
function whatArgoReads(value: unknown): unknown {
  const type = rootType(value);
  if (type?.kind !== 'definition') return value;
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => isFieldOf(type.name, key)));
}

function isNothing(node: SourceNode): boolean {
  return node.kind === 'scalar' && /^(?:~|null|Null|NULL|)$/.test(node.text ?? '');
}

function collectAnchors(node: SourceNode, anchors: Map<string, SourceNode>): Map<string, SourceNode> {
  if (node.anchor !== undefined && node.kind !== 'alias') anchors.set(node.anchor, node);
  for (const { key, value } of node.pairs) {
    if (key) collectAnchors(key, anchors);
    collectAnchors(value, anchors);
  }
  return anchors;
}

type Anchors = ReadonlyMap<string, SourceNode>;

function findNode(root: SourceNode, path: JsonPath, anchors: Anchors): SourceNode | undefined {
  let node = follow(root, anchors);
  for (const step of path) {
    const value =
      typeof step === 'number' ? node?.pairs[step]?.value : node && findField(node, step, anchors)?.value;
    node = value && follow(value, anchors);
  }
  return node;
}

function follow(node: SourceNode, anchors: Anchors): SourceNode | undefined {
  return node.kind === 'alias' ? anchors.get(node.anchor ?? '') : node;
}

/** Finds a field and the mapping that holds it: the given one, or one that is merged into it. */
function findField(
  owner: SourceNode,
  field: string,
  anchors: Anchors,
): { readonly owner: SourceNode; readonly value: SourceNode } | undefined {
  const named = (name: string): SourceNode | undefined =>
    owner.pairs.find(({ key }) => key?.kind === 'scalar' && key.text === name)?.value;
  const own = named(field);
  if (own) return { owner, value: own };
  const merged = named('<<');
  const target = merged && follow(merged, anchors);
  const sources =
    target?.kind === 'sequence' ? target.pairs.map(({ value }) => follow(value, anchors)) : [target];
  for (const source of sources) {
    const found = source && findField(source, field, anchors);
    if (found) return found;
  }
  return undefined;
}
