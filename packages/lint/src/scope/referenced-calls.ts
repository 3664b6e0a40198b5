import type { JsonPath } from '@tiphys/models/facts';
import { expressionTags, placedTags } from './tag-walk.ts';

/** A step or task whose outputs are mentioned. */
export interface ReferencedCall {
  readonly name: string;
  readonly path: JsonPath;
}

/** What is looked at with `??` or `?.` may be absent. */
const MAY_BE_ABSENT = /\?\?|\?\./;

/** Lists the steps or tasks that the tags below a value want something of. */
export function* referencedCalls(
  value: unknown,
  path: JsonPath,
  root: 'steps' | 'tasks',
): Generator<ReferencedCall> {
  for (const { tag, path: at } of placedTags(value, path)) {
    const [first, name = '', what] = tag.split('.');
    if (first === root && what !== undefined) yield { name, path: at };
  }
  const mention = new RegExp(`\\b${root}(?:\\.([A-Za-z0-9_]+)|\\[(?:'([^']+)'|"([^"]+)")\\])\\.`, 'g');
  for (const { text, path: at } of expressionTags(value, path)) {
    if (MAY_BE_ABSENT.test(text)) continue;
    for (const [, dotted, single, double] of text.matchAll(mention))
      yield { name: dotted ?? single ?? double ?? '', path: at };
  }
}
