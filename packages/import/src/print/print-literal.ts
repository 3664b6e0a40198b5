import { newestArgoVersion } from '@tiphys/models/tables';
import { findHoistable } from '../plan/hoist-templates.ts';
import type { ManifestObject } from '../read/manifest-object.ts';
import { PathMap } from '../read/path-map.ts';
import type { Code } from './code.ts';
import { callCode } from './code.ts';
import type { DocumentContext, ImportedObject } from './document-context.ts';
import { frameCode } from './frame-code.ts';
import { layoutStatement, printComments } from './layout-code.ts';
import { valueCode } from './value-code.ts';

/** Returns an Argo object as a typed literal, with larger templates as separate constants. */
export function printLiteral(
  object: ImportedObject,
  value: ManifestObject,
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
  const why = context.reason === undefined ? [] : [` Written as a literal: ${context.reason}`];
  // This includes comments of nulls, which are omitted.
  const note = printComments([...comments.takeWithin([]), ...why]);
  return `${constants.join('')}${note}${layoutStatement({ head, code })}`;
}

const SHOWN_MISFITS = 5;

/** Returns an object that Argo may accept but the types reject, with a cast and the reason. */
export function printCast(object: ImportedObject, context: DocumentContext): string {
  const { book: comments } = context;
  context.imports.models.add(object.kind);
  const reasons = object.misfits.slice(0, SHOWN_MISFITS).map((misfit) => `   ${misfit}`);
  const more = object.misfits.length - reasons.length;
  const note = [
    ` This object does not fit the type ${object.kind}, so it is cast:`,
    ...reasons,
    ...(more > 0 ? [`   and ${more} more`] : []),
  ];
  const code = valueCode(object.value, { comments });
  const about = printComments([...comments.takeWithin([]), ...note]);
  const head = `export const ${context.name} = `;
  const tail = ` as unknown as ${object.kind}`;
  return `${about}${layoutStatement({ head, code, tail })}`;
}
