import type { JsonPath } from '@tiphys/models/facts';
import { expressionTags, placedTags } from './tag-walk.ts';

/** A step or task whose outputs a tag uses. */
export interface ReferencedCall {
  readonly name: string;
  readonly path: JsonPath;
}

/** What is read with `??` or `?.` may be absent. */
const MAY_BE_ABSENT = /\?\?|\?\./;

/** Yields the steps or tasks whose outputs the tags under a value use. */
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
