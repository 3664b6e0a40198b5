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
import type { BodyResult, LoopNode, Source } from '../../ir/graph.ts';
import { elementSchema } from '../../ir/json/json-schema.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { type WrittenList, writtenList } from '../../ir/written-list.ts';
import { indexKeyOf, listedResult, VALUE_KEY, type ValueReference } from '../context/reference.ts';
import { encodingFor } from './escape-text.ts';
import { encodeNode, loopFormNode } from './form.ts';
import { type ReadPlace, valueNode } from './read-value.ts';

/** Returns the list of a loop in the form for `withParam`, which loses no digits. */
export function listText(loop: LoopNode, place: ReadPlace): string {
  const key = indexKeyOf(loop);
  const { list } = loop;
  if (list.kind === 'literal') return literalList(literalItems(loop), loop.usesIndex ? key : undefined);
  // Functions write the list that they return in loop form, too.
  const written = writtenList(list);
  if (written !== undefined || list.kind === 'loop') {
    const { path } = referenceOf(list, written, place);
    if (!loop.usesIndex) return referenceTag(path);
    const inner = listedResult(loop);
    const items = fromJson(pathNode(path));
    return printTag(
      indexed(key, items, inner === undefined ? [[VALUE_KEY, pointer()]] : resultEntries(inner)),
    );
  }
  const values = valueNode(list, place);
  const encoding = encodingFor(elementSchema(schemaOf(list)));
  return printTag(
    loop.usesIndex
      ? indexed(key, values, [[VALUE_KEY, encodeNode(pointer(), encoding)]])
      : loopFormNode(values, encoding),
  );
}

function referenceOf(
  list: Source,
  written: WrittenList | undefined,
  { context, waits }: ReadPlace,
): ValueReference {
  if (written !== undefined) return context.reference(written.call, { items: written.field }, waits);
  if (list.kind !== 'loop') throw new Error('unreachable: only loops have lists that no function writes');
  return context.reference(list, 'value', waits);
}

/** Returns the JSON texts of the items of a loop over a literal list; none for other loops. */
export function literalItems({ list }: LoopNode): readonly string[] {
  if (list.kind !== 'literal') return [];
  // The list was an array when it was encoded.
  return (JSON.parse(list.text) as readonly unknown[]).map((item) => encodeValue(item));
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
