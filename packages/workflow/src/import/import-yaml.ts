import {
  type ArgoVersion,
  definitions,
  kinds,
  type ModelTables,
  newestArgoVersion,
} from '@tiphys/models/tables';
import { isArgoObject } from '../argo-object.ts';
import { readYaml, type YamlDocument, type YamlProblem } from '../read-yaml.ts';
import { dropNulls } from './drop-nulls.ts';
import { assignComments, type CommentBook, findComments } from './find-comments.ts';
import { describeMisfit, findMisfits } from './find-misfits.ts';
import { findHoistable, type HoistedTemplate, keyOf } from './hoist-templates.ts';
import { NameBook } from './name-book.ts';
import { type PrintOptions, printComments, printValue } from './print-value.ts';

/** How YAML is imported. */
export interface ImportYamlOptions {
  /** Name of the file, for its mistakes. */
  readonly file?: string;
  /**
   * The version whose types the code is written for: it names them, so that it compiles whatever a project's other code is for.
   *
   * @default the newest
   */
  readonly target?: ImportTarget;
}

/** A version of Argo with its tables, as `loadTables` gives them. */
export interface ImportTarget {
  readonly version: ArgoVersion;
  readonly tables: ModelTables;
}

const NEWEST: ImportTarget = { version: newestArgoVersion, tables: { definitions, kinds } };

/** One document as TypeScript. */
export interface ImportedObject {
  /** The name under which the module exports it. */
  readonly name: string;
  readonly kind: string;
  /** What it is: the value of the document, without the nulls that Argo takes for absent. */
  readonly value: unknown;
  /** Where it does not fit the types of the models, so that it is written with a cast. */
  readonly misfits: readonly string[];
}

/** A YAML file as a TypeScript module. */
export interface ImportedYaml {
  readonly code: string;
  readonly objects: readonly ImportedObject[];
  /** Mistakes in the YAML; the documents that have them are left out. */
  readonly problems: readonly YamlProblem[];
}

type JsonObject = Readonly<Record<string, unknown>>;

/** What the module has to import. */
interface Imports {
  readonly models: Set<string>;
  readonly workflow: Set<string>;
}

/**
 * Gives YAML as TypeScript: typed literals of Argo's five kinds, in which larger templates are constants of their own, and plain
 * constants for other objects. Running the module gives the same objects. Comments stay beside what they speak of.
 *
 * @example
 * ```ts
 * const { code } = importYaml(`
 * apiVersion: argoproj.io/v1alpha1
 * kind: Workflow
 * metadata: { generateName: wait- }
 * spec: { entrypoint: wait, templates: [{ name: wait, suspend: {} }] }
 * `);
 * code.split('\n')[0]; // => import { workflow } from '@tiphys/workflow';
 * ```
 */
export function importYaml(text: string, options: ImportYamlOptions = {}): ImportedYaml {
  const { documents, problems } = readYaml(text, options);
  const comments = findComments(text);
  const names = new NameBook();
  const imports: Imports = { models: new Set(), workflow: new Set() };
  const { target = NEWEST } = options;
  const objects: ImportedObject[] = [];
  const parts: string[] = [];
  const exported = documents.map(({ value }) => names.claim(suggestName(value), kindOf(value) ?? 'Document'));
  for (const [index, document] of documents.entries()) {
    const from = index === 0 ? 0 : startOf(document);
    const next = documents[index + 1];
    const until = next === undefined ? Number.POSITIVE_INFINITY : startOf(next);
    const own = comments.filter(({ line }) => line >= from && line < until);
    const book = assignComments(
      document,
      own,
      (path) => path.length === 1 && /^(apiVersion|kind)$/.test(String(path[0])),
    );
    const name = exported[index] ?? 'document';
    const printed = printDocument(document.value, { name, book, names, imports, target });
    parts.push(printed.code);
    objects.push(printed.object);
  }
  return { code: `${printImports(imports, target)}${parts.join('\n')}`, objects, problems };
}

function startOf(document: YamlDocument): number {
  return document.locate([])?.line ?? 0;
}

interface DocumentContext {
  readonly name: string;
  readonly book: CommentBook;
  readonly names: NameBook;
  readonly imports: Imports;
  readonly target: ImportTarget;
}

interface PrintedDocument {
  readonly code: string;
  readonly object: ImportedObject;
}

function printDocument(value: unknown, context: DocumentContext): PrintedDocument {
  const kind = kindOf(value);
  const { tables } = context.target;
  const definition = kind === undefined || !isArgoObject(value) ? undefined : tables.kinds[kind];
  if (kind === undefined || definition === undefined) return printOther(value, context);
  const kept = dropNulls(value, { kind: 'reference', to: definition }, tables) as JsonObject;
  const misfits = findMisfits(kept, definition, tables).map(describeMisfit);
  const object = { name: context.name, kind, value: kept, misfits };
  return { object, code: misfits.length > 0 ? printCast(object, context) : printArgo(object, kept, context) };
}

function printArgo(object: ImportedObject, value: JsonObject, context: DocumentContext): string {
  const builder = object.kind.charAt(0).toLowerCase() + object.kind.slice(1);
  context.imports.workflow.add(builder);
  const isNewest = context.target.version === newestArgoVersion;
  if (!isNewest) context.imports.models.add(object.kind);
  const hoisted = findHoistable(value).map((template) => ({
    template,
    name: context.names.claim(template.name, 'Template'),
  }));
  if (hoisted.length > 0) context.imports.models.add('Template');
  const names = new Map(hoisted.map(({ template, name }) => [keyOf(template), name]));
  const constants = hoisted.map(({ template, name }) => printTemplate(template, name, context.book));
  const { apiVersion: _apiVersion, kind: _kind, ...body } = value;
  const comments = withoutHoisted(context.book, names);
  const head = `export const ${context.name} = ${builder}${isNewest ? '' : `<${object.kind}>`}(`;
  const literal = printBody(body, { comments, names });
  const note = printComments(context.book.get(''));
  return `${constants.join('')}${note}${head}${literal});\n`;
}

/** A body is never on one line: it is the frame of the file. */
function printBody(body: JsonObject, options: PrintOptions): string {
  const fields = Object.entries(body).map(([key, content]) => {
    const place = { path: [key], indent: '  ', column: key.length + 4 };
    return `${printComments(options.comments.get(key), '  ')}  ${key}: ${printValue(content, place, options)},\n`;
  });
  return fields.length === 0 ? '{}' : `{\n${fields.join('')}}`;
}

function printTemplate(template: HoistedTemplate, name: string, comments: CommentBook): string {
  const head = `const ${name}: Template = `;
  const place = { path: template.path, indent: '', column: head.length };
  const literal = printValue(template.value, place, { comments });
  return `${printComments(comments.get(keyOf(template)))}${head}${literal};\n\n`;
}

/** The comments of a template have gone with it. */
function withoutHoisted(comments: CommentBook, names: ReadonlyMap<string, string>): CommentBook {
  const isHoisted = (key: string): boolean =>
    [...names.keys()].some(
      (path) => key === path || key.startsWith(`${path}.`) || key.startsWith(`${path}[`),
    );
  return new Map([...comments].filter(([key]) => !isHoisted(key)));
}

const SHOWN_MISFITS = 5;

/** An object that Argo may take and the types do not: as it is, with the reason. */
function printCast(object: ImportedObject, context: DocumentContext): string {
  context.imports.models.add(object.kind);
  const reasons = object.misfits
    .slice(0, SHOWN_MISFITS)
    .map((misfit) => `//   ${misfit.replaceAll('\n', ' ')}\n`);
  const more = object.misfits.length - reasons.length;
  const rest = more > 0 ? `//   and ${more} more\n` : '';
  const note = `// The types of ${object.kind} refuse this object, so it is cast:\n${reasons.join('')}${rest}`;
  const head = `export const ${context.name} = `;
  const literal = printValue(
    object.value,
    { path: [], indent: '', column: 1000 },
    { comments: context.book },
  );
  return `${printComments(context.book.get(''))}${note}${head}${literal} as unknown as ${object.kind};\n`;
}

function printOther(value: unknown, context: DocumentContext): PrintedDocument {
  const kind = kindOf(value) ?? 'none';
  const isObject = isKubernetesObject(value);
  if (isObject) context.imports.workflow.add('type KubernetesObject');
  const head = `export const ${context.name}: ${isObject ? 'KubernetesObject' : 'unknown'} = `;
  const literal = printValue(value, { path: [], indent: '', column: 1000 }, { comments: context.book });
  return {
    code: `${printComments(context.book.get(''))}${head}${literal};\n`,
    object: { name: context.name, kind, value, misfits: [] },
  };
}

function printImports({ models, workflow }: Imports, { version }: ImportTarget): string {
  const line = (names: ReadonlySet<string>, keyword: string, from: string): string => {
    const sorted = [...names].sort((a, b) => (a.replace('type ', '') < b.replace('type ', '') ? -1 : 1));
    return names.size === 0 ? '' : `${keyword} { ${sorted.join(', ')} } from '${from}';\n`;
  };
  const onlyType = [...workflow].every((name) => name.startsWith('type '));
  const ofWorkflow = onlyType
    ? line(new Set([...workflow].map((name) => name.replace('type ', ''))), 'import type', '@tiphys/workflow')
    : line(workflow, 'import', '@tiphys/workflow');
  const from = version === newestArgoVersion ? '@tiphys/models' : `@tiphys/models/${version}`;
  const text = line(models, 'import type', from) + ofWorkflow;
  return text === '' ? '' : `${text}\n`;
}

function kindOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  return typeof value.kind === 'string' ? value.kind : undefined;
}

function isKubernetesObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { apiVersion, kind, metadata = {} } = value as JsonObject;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return false;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return false;
  const { name = '', namespace = '' } = metadata as JsonObject;
  return typeof name === 'string' && typeof namespace === 'string';
}

function suggestName(value: unknown): string {
  const metadata = typeof value === 'object' && value !== null ? (value as JsonObject).metadata : undefined;
  const { name, generateName } = (metadata ?? {}) as JsonObject;
  const text = typeof name === 'string' ? name : generateName;
  return typeof text === 'string' ? text : (kindOf(value) ?? 'document');
}
