import type { ExpressionNode } from '@tiphys/expression';
import {
  fromJson,
  mapLiteral,
  mapOver,
  member,
  pathNode,
  pointer,
  toJson,
} from '../../expression/tree/expression-nodes.ts';
import { printTag, referenceTag } from '../../expression/tree/print-tag.ts';
import { namedResults } from '../../ir/named-results.ts';
import type { BodyResult, LoopTask } from '../../ir/scope.ts';
import { findListSource, literalsOf } from '../../ir/walk-trace.ts';
import { encodeNode, loopFormNode } from './form.ts';
import { type ReadPlace, valueNode } from './read-value.ts';
import { findLoop, indexKeyOf, VALUE_KEY } from './reference.ts';

/** Returns the list of a loop in the form for `withParam`, which loses no digits. */
export function listText(loop: LoopTask, place: ReadPlace): string {
  const key = indexKeyOf(loop);
  const list = findListSource(loop);
  if (list === undefined) return literalList(literalsOf(loop), loop.usesIndex ? key : undefined);
  if (list.kind === 'call' || list.kind === 'loop') {
    const { path } = place.context.reference(list, list.kind === 'call' ? 'items' : 'value', place.waits);
    if (!loop.usesIndex) return referenceTag(path);
    const inner = findLoop(loop);
    const items = fromJson(pathNode(path));
    return printTag(
      indexed(key, items, inner === undefined ? [[VALUE_KEY, pointer()]] : resultEntries(inner.result)),
    );
  }
  const values = valueNode(list, place);
  return printTag(
    loop.usesIndex ? indexed(key, values, [[VALUE_KEY, encodeNode(pointer())]]) : loopFormNode(values),
  );
}

function literalList(texts: readonly string[], key: string | undefined): string {
  if (key === undefined) return JSON.stringify(texts);
  return JSON.stringify(texts.map((text, index) => ({ [key]: index, [VALUE_KEY]: text })));
}

type Entry = readonly [string, ExpressionNode];

function resultEntries(result: BodyResult): readonly Entry[] {
  return namedResults(result).map(([name]) => [name, member(pointer(), name)]);
}

function indexed(key: string, list: ExpressionNode, entries: readonly Entry[]): ExpressionNode {
  return toJson(mapOver(list, mapLiteral([[key, pointer('index')], ...entries])));
}
