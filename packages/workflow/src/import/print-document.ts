import { kinds, newestArgoVersion } from '@tiphys/models/tables';
import { isArgoObject } from '../argo-object.ts';
import { printBuilt } from './builders/print-built.ts';
import { dropNulls } from './drop-nulls.ts';
import type { CommentBook } from './find-comments.ts';
import { describeMisfit, findMisfits } from './find-misfits.ts';
import { findHoistable, type HoistedTemplate, keyOf } from './hoist-templates.ts';
import { type ImportTarget, NEWEST } from './import-target.ts';
import type { NameBook } from './name-book.ts';
import type { Imports } from './print-imports.ts';
import { printObject } from './print-object.ts';
import { printComments, printValue } from './print-value.ts';

/** How imported objects are written. */
export type ImportStyle = 'builders' | 'literals';

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

type JsonObject = Readonly<Record<string, unknown>>;

/** What a document is printed with. */
export interface DocumentContext {
  readonly name: string;
  readonly book: CommentBook;
  readonly names: NameBook;
  readonly imports: Imports;
  readonly target: ImportTarget;
  readonly style: ImportStyle;
}

/** A document as code. */
export interface PrintedDocument {
  readonly code: string;
  readonly object: ImportedObject;
}

/** Gives a document as an exported constant, with the constants that it needs. */
export function printDocument(value: unknown, context: DocumentContext): PrintedDocument {
  const kind = kindOf(value);
  const { tables } = context.target;
  const definition = kind === undefined || !isArgoObject(value) ? undefined : tables.kinds[kind];
  if (kind === undefined || definition === undefined) return printOther(value, context);
  const kept = dropNulls(value, { kind: 'reference', to: definition }, tables) as JsonObject;
  const misfits = findMisfits(kept, definition, tables).map(describeMisfit);
  const object = { name: context.name, kind, value: kept, misfits };
  if (misfits.length > 0) return { object, code: printCast(object, context) };
  const built = context.style === 'literals' ? undefined : buildCode(object, kept, context);
  return { object, code: built ?? printArgo(object, kept, context) };
}

/** Builders are typed for the newest Argo, or for that of the project: the object has to fit both. */
function buildCode(object: ImportedObject, value: JsonObject, context: DocumentContext): string | undefined {
  const { name, kind } = object;
  const { book: comments, names, imports } = context;
  const definition = kinds[kind] ?? kind;
  if (findMisfits(value, definition, NEWEST.tables).length > 0) return undefined;
  return printBuilt({ name, kind, value, comments, names, imports: imports.workflow });
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
  const literal = printObject(body, { comments, names });
  const note = printComments(context.book.get(''));
  return `${constants.join('')}${note}${head}${literal});\n`;
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

/** Gives the kind that a document names, if it names one. */
export function kindOf(value: unknown): string | undefined {
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
