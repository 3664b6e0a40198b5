import type { ExpressionNode } from '@tiphys/expression';
import { taskNames } from '../task-protocol.ts';
import type { BodyResult, LoopTask } from '../trace/scope.ts';
import type { Source } from '../trace/source.ts';
import { fromJson, mapLiteral, mapOver, member, pathNode, pointer } from './expression-nodes.ts';
import { encodeNode, loopFormNode } from './form.ts';
import { printTag } from './print-tag.ts';
import { type ReadPlace, valueNode } from './read-value.ts';
import { findLoop, indexKeyOf, valueKey } from './reference.ts';

/** Returns the text of the list that a loop runs over, in the form that `withParam` takes without loss. */
export function listText(loop: LoopTask, place: ReadPlace): string {
  const key = indexKeyOf(loop);
  if (Array.isArray(loop.list)) return literalList(loop.list, loop.usesIndex ? key : undefined);
  const list = loop.list as Source; // a written-out list is the other case
  if (list.kind === 'call' || list.kind === 'loop') {
    const { path } = place.context.reference(list, list.kind === 'call' ? 'items' : 'value', place.waits);
    if (!loop.usesIndex) return `{{${path.join('.')}}}`;
    const inner = findLoop(loop);
    const items = fromJson(pathNode(path));
    return printTag(
      indexed(key, items, inner === undefined ? [[valueKey, pointer()]] : resultEntries(inner.result)),
    );
  }
  const values = valueNode(list, place);
  return printTag(
    loop.usesIndex ? indexed(key, values, [[valueKey, encodeNode(pointer())]]) : loopFormNode(values),
  );
}

function literalList(texts: readonly string[], key: string | undefined): string {
  if (key === undefined) return JSON.stringify(texts);
  return JSON.stringify(texts.map((text, index) => ({ [key]: index, [valueKey]: text })));
}

type Entry = readonly [string, ExpressionNode];

function resultEntries(result: BodyResult): readonly Entry[] {
  const names =
    result instanceof Map ? [...(result as ReadonlyMap<string, Source>).keys()] : [taskNames.output];
  return names.map((name) => [name, member(pointer(), name)]);
}

function indexed(key: string, list: ExpressionNode, entries: readonly Entry[]): ExpressionNode {
  const withIndex = mapOver(list, mapLiteral([[key, pointer('index')], ...entries]));
  return { kind: 'call', callee: { kind: 'identifier', name: 'toJson' }, arguments: [withIndex] };
}
