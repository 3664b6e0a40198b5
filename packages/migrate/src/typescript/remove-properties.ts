import type { TextEdit } from '@tiphys/yaml';
import type { ObjectLiteralElementLike, ObjectLiteralExpression } from 'ts-morph';

/** Returns the text edits that remove properties from an object literal; comments stay. */
export function removeProperties(
  literal: ObjectLiteralExpression,
  removed: ReadonlySet<ObjectLiteralElementLike>,
): readonly TextEdit[] {
  const text = literal.getSourceFile().getFullText();
  const all = literal.getProperties();
  const inside = { start: literal.getStart() + 1, end: literal.getEnd() - 1 };
  if (all.every((one) => removed.has(one)) && !hasComment(text, inside)) return [{ ...inside, text: '' }];
  return all.flatMap((property, index): readonly TextEdit[] => {
    if (!removed.has(property) || removed.has(all[index - 1] as ObjectLiteralElementLike)) return []; // already removed with the properties before it
    const rest = all.slice(index);
    const length = rest.findIndex((one) => !removed.has(one));
    const run = length === -1 ? rest : rest.slice(0, length);
    return removeRun(text, run, { before: all[index - 1], after: rest[run.length] });
  });
}

function removeRun(
  text: string,
  run: readonly ObjectLiteralElementLike[],
  { before, after }: Readonly<Record<'before' | 'after', ObjectLiteralElementLike | undefined>>,
): readonly TextEdit[] {
  const [first, last] = [run[0]?.getStart() ?? 0, run.at(-1)?.getEnd() ?? 0];
  const whole = after
    ? { start: first, end: after.getStart() }
    : { start: before?.getEnd() ?? first, end: last };
  if (!hasComment(text, whole)) return [{ ...whole, text: '' }];
  return run.map((property) => {
    const start = property.getStart();
    const comma = /^\s*,/.exec(text.slice(property.getEnd()));
    const end = property.getEnd() + (comma?.[0].length ?? 0);
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const rest = /^[^\S\n]*(?:\n|$)/.exec(text.slice(end));
    const isAlone = rest !== null && text.slice(lineStart, start).trim() === '';
    if (isAlone) return { start: lineStart, end: end + rest[0].length, text: '' };
    return { start, end: end + (/^ */.exec(text.slice(end))?.[0].length ?? 0), text: '' };
  });
}

/** Returns whether there may be a comment. A false positive only makes the layout less tidy. */
function hasComment(text: string, { start, end }: Pick<TextEdit, 'start' | 'end'>): boolean {
  return /\/[/*]/.test(text.slice(start, end));
}
