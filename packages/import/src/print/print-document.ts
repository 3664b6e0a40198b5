import { isArgoObject } from '@tiphys/models/facts';
import { kinds } from '@tiphys/models/tables';
import { dropNulls } from '../read/drop-nulls.ts';
import { describeMisfit, findMisfits } from '../read/find-misfits.ts';
import { NEWEST } from '../read/import-target.ts';
import type { ManifestObject } from '../read/manifest-object.ts';
import type { DocumentContext, ImportedObject } from './document-context.ts';
import { layoutStatement, printComments } from './layout-code.ts';
import { type BuiltCode, printBuilt } from './print-built.ts';
import { printCast, printLiteral } from './print-literal.ts';
import { valueCode } from './value-code.ts';

/** A document as code. */
export interface PrintedDocument {
  readonly code: string;
  readonly object: ImportedObject;
}

/** Returns a document as an exported constant, preceded by the constants that it needs. */
export function printDocument(value: unknown, context: DocumentContext): PrintedDocument {
  const kind = kindOf(value);
  const { tables } = context.target;
  const definition = kind === undefined || !isArgoObject(value) ? undefined : tables.kinds[kind];
  if (kind === undefined || definition === undefined) return printOther(value, context);
  const kept = dropNulls(value, { kind: 'reference', to: definition }, tables) as ManifestObject;
  const misfits = findMisfits(kept, definition, tables).map(describeMisfit);
  const object = { name: context.name, kind, value: kept, misfits };
  if (misfits.length > 0) return { object, code: printCast(object, context) };
  const { code, reason } = context.style === 'literals' ? {} : buildCode(object, kept, context);
  return { object, code: code ?? printLiteral(object, kept, { ...context, reason }) };
}

/** Builders are typed for the newest Argo or the project's target, so the object must fit both. */
function buildCode(object: ImportedObject, value: ManifestObject, context: DocumentContext): BuiltCode {
  const { name, kind } = object;
  const { names, imports, library } = context;
  const definition = kinds[kind] ?? kind;
  if (findMisfits(value, definition, NEWEST.tables).length > 0) return {};
  const { book: comments } = context;
  return printBuilt({ name, kind, value, comments, names, imports: imports.workflow, library });
}

function printOther(value: unknown, context: DocumentContext): PrintedDocument {
  const kind = kindOf(value) ?? 'none';
  const isObject = isKubernetesObject(value);
  if (isObject) context.imports.workflow.add('type KubernetesObject');
  const head = `export const ${context.name}: ${isObject ? 'KubernetesObject' : 'unknown'} = `;
  const code = valueCode(value, { comments: context.book });
  const about = printComments(context.book.takeWithin([]));
  return {
    code: `${about}${layoutStatement({ head, code })}`,
    object: { name: context.name, kind, value, misfits: [] },
  };
}

/** Returns the kind of a document, if it has one. */
export function kindOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  return typeof value.kind === 'string' ? value.kind : undefined;
}

function isKubernetesObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { apiVersion, kind, metadata = {} } = value as ManifestObject;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return false;
  if (typeof metadata !== 'object' || metadata === null || Array.isArray(metadata)) return false;
  const { name = '', namespace = '' } = metadata as ManifestObject;
  return typeof name === 'string' && typeof namespace === 'string';
}
