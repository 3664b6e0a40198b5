import type { JsonPath } from '@tiphys/models/facts';
import { constructFromEvents, EVENT_ID, type Event, SCALAR_STYLE, YAMLException } from 'js-yaml';
import type { YamlErrorCode } from '../yaml-error.ts';
import { findAliasFault } from './alias-guard.ts';
import { type Chunk, splitDocuments } from './document-chunks.ts';
import { BAD_KEY, GO_SCHEMA } from './go-schema.ts';
import { type ParsedText, parseLeniently } from './lenient-parser.ts';
import { createLineIndex, type FindPosition, type SourcePosition } from './line-index.ts';
import {
  createNodeLocator,
  type FindOffset,
  findBadKey,
  findDuplicateKeys,
  findMergeOverrides,
} from './node-locator.ts';

/** The documents of a YAML file, and the errors in those that could not be read. */
export interface YamlFile {
  readonly file?: string;
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
}

/** One document of a file. */
export interface YamlDocument {
  readonly value: unknown;
  /** Returns the position of the value (or its key) at a path, or of its deepest existing ancestor. */
  locate(path: JsonPath, part?: 'key' | 'value'): SourcePosition | undefined;
  /**
   * Returns the source text of a plain scalar, such as `yes` for a value that is read as true; undefined for
   * other values.
   */
  written?(path: JsonPath): string | undefined;
  /**
   * Returns the keys that a mapping merges with `<<` and sets again. The last one wins here; strict readers such
   * as Argo's reject the document.
   */
  findMergeOverrides?(): readonly YamlMergeOverride[];
}

/** A key of a mapping that is merged with `<<` and set again. */
export interface YamlMergeOverride extends SourcePosition {
  readonly key: string;
}

/** An error in the YAML itself. */
export interface YamlProblem {
  readonly code: YamlErrorCode;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Options of the reader. */
export interface ReadYamlOptions {
  readonly file?: string;
}

const DUPLICATE_KEY = 'duplicated mapping key';
const MAX_MERGED_KEYS = 1_000_000;

/**
 * Reads every document of a YAML (or JSON) text as Argo and Kubernetes do: YAML 1.1 booleans and Go's numbers, keys and
 * dates as strings. Never throws; empty documents are skipped, and an error in one document does not affect the others.
 *
 * @see https://pkg.go.dev/sigs.k8s.io/yaml
 * @example
 * ```ts
 * const { documents, problems } = readYaml('kind: Workflow\nspec:\n  suspend: yes\n');
 * documents[0]?.value; // => { kind: 'Workflow', spec: { suspend: true } }
 * documents[0]?.locate(['spec', 'suspend']); // => { line: 3, column: 12 }
 * problems.length; // => 0
 * ```
 */
export function readYaml(text: string, options: ReadYamlOptions = {}): YamlFile {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const positions = createLineIndex(source);
  const chunks = splitDocuments(source).map((chunk) => readChunk(chunk, positions));
  return {
    ...(options.file === undefined ? {} : { file: options.file }),
    documents: chunks.flatMap(({ documents }) => documents),
    problems: chunks.flatMap(({ problems }) => problems),
  };
}

type ChunkResult = Pick<YamlFile, 'documents' | 'problems'>;
type Report = (code: YamlErrorCode, message: string, offset: number) => YamlProblem;

function readChunk(chunk: Chunk, positions: FindPosition): ChunkResult {
  const report: Report = (code, message, offset) => ({ code, message, ...positions(chunk.offset + offset) });
  try {
    const parsed = parseLeniently(chunk.text);
    const findPosition: FindPosition = (offset) => positions(chunk.offset + parsed.originalOffset(offset));
    return readParsed(parsed, findPosition);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return {
      documents: [],
      problems: [report('YAML_SYNTAX', error.reason, error.mark?.position ?? 0)],
    };
  }
}

function readParsed(parsed: ParsedText, positions: FindPosition): ChunkResult {
  const { text, events } = parsed;
  const fail = (code: YamlErrorCode, message: string, offset: number): ChunkResult => ({
    documents: [],
    problems: [{ code, message, ...positions(offset) }],
  });
  const fault = hasAlias(events) ? findAliasFault(text, events) : undefined;
  if (fault) return fail('YAML_ALIAS', fault.message, fault.offset);
  const infinite = findInfinite(text, events);
  if (infinite !== undefined)
    return fail('YAML_NUMBER', 'this number cannot be expressed in JSON; quote it', infinite);
  try {
    return { documents: locateDocuments(construct(parsed, false), parsed, positions), problems: [] };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason === BAD_KEY) return fail('YAML_KEY', BAD_KEY, findBadKey(text, events) ?? 0);
    if (error.reason !== DUPLICATE_KEY)
      return fail(codeOf(error.reason), error.reason, error.mark?.position ?? 0);
    return {
      documents: locateDocuments(construct(parsed, true), parsed, positions),
      problems: findDuplicateKeys(text, events).map(({ key, offset }) => ({
        code: 'YAML_DUPLICATE_KEY',
        message: `the key "${key}" is in this mapping twice`,
        ...positions(offset),
      })),
    };
  }
}

function construct({ text, events }: ParsedText, allowDuplicates: boolean): readonly unknown[] {
  return constructFromEvents(events, {
    source: text,
    schema: GO_SCHEMA,
    json: allowDuplicates,
    maxTotalMergeKeys: MAX_MERGED_KEYS,
  });
}

function codeOf(reason: string): YamlErrorCode {
  return /alias|merge/.test(reason) ? 'YAML_ALIAS' : 'YAML_SYNTAX';
}

function hasAlias(events: readonly Event[]): boolean {
  return events.some((event) => event.type === EVENT_ID.ALIAS);
}

function findInfinite(text: string, events: readonly Event[]): number | undefined {
  if (!/\.(?:inf|nan)/i.test(text)) return undefined;
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN || event.tagStart !== -1)
      continue;
    if (/^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(text.slice(event.valueStart, event.valueEnd))) {
      return event.valueStart;
    }
  }
  return undefined;
}

function locateDocuments(
  values: readonly unknown[],
  parsed: ParsedText,
  positions: FindPosition,
): readonly YamlDocument[] {
  const documents: YamlDocument[] = [];
  let root = -1;
  for (const value of values) {
    do root++;
    while (parsed.events[root]?.type !== EVENT_ID.DOCUMENT);
    if (value !== null && value !== undefined)
      documents.push(createDocument(value, parsed, root + 1, positions));
  }
  return documents;
}

function createDocument(
  value: unknown,
  parsed: ParsedText,
  root: number,
  positions: FindPosition,
): YamlDocument {
  let locator: FindOffset | undefined;
  let plain: ReadonlyMap<number, string> | undefined;
  const find: FindOffset = (path, part) => {
    locator ??= createNodeLocator(parsed.text, parsed.events, root);
    return locator(path, part);
  };
  return {
    value,
    locate: (path, part = 'value') => {
      const offset = find(path, part);
      return offset === undefined ? undefined : positions(offset);
    },
    written: (path) => {
      plain ??= plainScalars(parsed);
      return plain.get(find(path, 'value') ?? -1);
    },
    findMergeOverrides: () =>
      parsed.text.includes('<<')
        ? findMergeOverrides(parsed.text, parsed.events, root).map(({ key, offset }) => ({
            key,
            ...positions(offset),
          }))
        : [],
  };
}

/** Returns the text of each plain scalar by its offset. */
function plainScalars({ text, events }: ParsedText): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const event of events) {
    if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) continue;
    found.set(event.valueStart, text.slice(event.valueStart, event.valueEnd));
  }
  return found;
}
