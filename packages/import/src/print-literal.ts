import { newestArgoVersion } from '@tiphys/models/tables';
import type { Code } from './code.ts';
import { callCode } from './code.ts';
import type { CommentBook } from './comment-book.ts';
import { findHoistable } from './hoist-templates.ts';
import type { JsonObject } from './json-object.ts';
import { layoutStatement, printComments } from './layout-code.ts';
import { PathMap } from './path-map.ts';
import type { DocumentContext, ImportedObject } from './print-document.ts';
import { valueCode } from './value-code.ts';

/** Gives an object of Argo's as a typed literal, in which larger templates are constants of their own. */
export function printLiteral(
  object: ImportedObject,
  value: JsonObject,
  context: DocumentContext & { readonly reason: string | undefined },
): string {
  const { names, imports, book: comments } = context;
  const builder = object.kind.charAt(0).toLowerCase() + object.kind.slice(1);
  imports.workflow.add(builder);
  const isNewest = context.target.version === newestArgoVersion;
  if (!isNewest) imports.models.add(object.kind);
  const replacements = new PathMap<Code>();
  const constants = findHoistable(value).map((template) => {
    imports.models.add('Template');
    const name = names.claim(template.name, 'Template');
    replacements.set(template.path, name);
    const about = comments.take(template.path);
    const code = valueCode(template.value, { path: template.path, comments });
    return `${layoutStatement({ head: `const ${name}: Template = `, code, comments: about })}\n`;
  });
  const head = `export const ${context.name} = `;
  const callee = `${builder}${isNewest ? '' : `<${object.kind}>`}`;
  const code = callCode(callee, frameCode(value, comments, replacements));
  const why = context.reason === undefined ? [] : [` A literal: ${context.reason}`];
  // The comments of nulls, which are left out, stand here too.
  const note = printComments([...comments.takeWithin([]), ...why]);
  return `${constants.join('')}${note}${layoutStatement({ head, code })}`;
}

/** Gives what an author writes of an object: its fields without those that the builders add. */
export function frameCode(value: JsonObject, comments: CommentBook, replacements: PathMap<Code>): Code {
  const { apiVersion: _apiVersion, kind: _kind, ...body } = value;
  const code = valueCode(body, { comments, replacements });
  return typeof code === 'object' && code.kind === 'object' ? { ...code, isFrame: true } : code;
}

const SHOWN_MISFITS = 5;

/** Gives an object that Argo may take and the types do not: as it is, with the reason. */
export function printCast(object: ImportedObject, context: DocumentContext): string {
  const { book: comments } = context;
  context.imports.models.add(object.kind);
  const reasons = object.misfits.slice(0, SHOWN_MISFITS).map((misfit) => `   ${misfit}`);
  const more = object.misfits.length - reasons.length;
  const note = [
    ` The types of ${object.kind} refuse this object, so it is cast:`,
    ...reasons,
    ...(more > 0 ? [`   and ${more} more`] : []),
  ];
  const code = valueCode(object.value, { comments });
  const about = printComments([...comments.takeWithin([]), ...note]);
  const head = `export const ${context.name} = `;
  const tail = ` as unknown as ${object.kind}`;
  return `${about}${layoutStatement({ head, code, tail })}`;
}
