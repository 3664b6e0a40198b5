import { readTags } from '../plan/read-tags.ts';
import { escapeTemplate, isPrintable, printText } from './print-text.ts';

/** Returns the code for the reference in a tag, if there is any. */
export type ResolveTag = (tag: string) => string | undefined;

/** Returns a text as code with references instead of tags; `whole` resolves a text that consists of one tag. */
export function textCode(text: string, resolve: ResolveTag, whole: ResolveTag = resolve): string {
  if (!isPrintable(text)) return printText(text);
  const parts: string[] = [];
  let from = 0;
  for (const { kind, start, end, text: tag } of readTags(text)) {
    // A reference prints without spaces.
    if (kind !== 'simple' || text.slice(start, end) !== `{{${tag}}}`) continue;
    const isWhole = start === 0 && end === text.length;
    const code = isWhole ? whole(tag) : resolve(tag);
    if (code === undefined) continue;
    if (isWhole) return code;
    parts.push(escapeTemplate(text.slice(from, start)), `\${${code}}`);
    from = end;
  }
  return parts.length === 0 ? printText(text) : `\`${parts.join('')}${escapeTemplate(text.slice(from))}\``;
}
