import { isDeepStrictEqual } from 'node:util';
import {
  applyTextEdits,
  parseLeniently,
  readSourceTrees,
  readYaml,
  type SourceNode,
  type TextEdit,
} from '@tiphys/yaml';
import type { FieldEdit } from './conversion-rule.ts';
import type { ConversionChange } from './convert-object.ts';
import { isFieldOf, rootType } from './walk-type.ts';
import { editYamlFields } from './yaml-field-edits.ts';

/** A change of one document of a text. */
export interface DocumentChange {
  readonly document: number;
  readonly change: ConversionChange;
}

/** A text with all changes that its layout allows. */
export interface RewrittenText {
  readonly text: string;
  readonly made: ReadonlySet<ConversionChange>;
}

/**
 * Makes changes in a YAML text and reads the result back to check it. A change whose result differs from the converted
 * value is left out. `wanted` returns the values of the documents with only some of the changes.
 */
export function rewriteYaml(
  text: string,
  changes: readonly DocumentChange[],
  wanted: (made: ReadonlySet<ConversionChange>) => readonly unknown[],
): RewrittenText {
  const parts = planParts(text, changes);
  const attempt = (chosen: readonly Part[]): RewrittenText | undefined => {
    const made = new Set(chosen.flatMap((part) => part.changes));
    const rewritten = applyTextEdits(
      text,
      chosen.flatMap(({ edits }) => edits),
    );
    return rewritten !== undefined && holds(rewritten, wanted(made)) ? { text: rewritten, made } : undefined;
  };
  const possible = (some: readonly Part[]): readonly Part[] => {
    if (some.length === 0 || attempt(some)) return some;
    if (some.length === 1) return [];
    const middle = some.length >> 1;
    return [...possible(some.slice(0, middle)), ...possible(some.slice(middle))];
  };
  return attempt(possible(parts)) ?? { text, made: new Set() };
}

/** All changes of one mapping in the text. Several paths may lead to a mapping with an anchor. */
interface Part {
  readonly changes: readonly ConversionChange[];
  readonly edits: readonly TextEdit[];
}

function planParts(text: string, changes: readonly DocumentChange[]): readonly Part[] {
  const parsed = parseLeniently(text);
  const trees = readSourceTrees(parsed.text, parsed.events).filter(({ root }) => !isNothing(root));
  const owners = new Map<SourceNode, ConversionChange[]>();
  for (const { document, change } of changes) {
    const owner = trees[document]?.findField(change.path, change.edit.field)?.owner;
    if (owner) owners.set(owner, [...(owners.get(owner) ?? []), change]);
  }
  return [...owners].flatMap(([owner, own]): readonly Part[] => {
    const edits = new Map(own.map(({ edit }): [string, FieldEdit] => [edit.field, edit]));
    const made = editYamlFields(parsed.text, owner, [...edits.values()]);
    if (made === undefined) return [];
    const edit = ({ start, end, text: now }: TextEdit): TextEdit => {
      return { start: parsed.originalOffset(start), end: parsed.originalOffset(end), text: now };
    };
    return [{ changes: own, edits: made.map(edit) }];
  });
}

/** Checks that nothing was lost: the text reads as exactly the converted values. */
function holds(text: string, wanted: readonly unknown[]): boolean {
  const { documents, problems } = readYaml(text);
  const values = documents.map(({ value }) => value);
  return problems.length === 0 && isDeepStrictEqual(values.map(whatArgoReads), wanted.map(whatArgoReads));
}

/** Drops top-level fields that Argo does not read, where people keep anchors to merge elsewhere. */
function whatArgoReads(value: unknown): unknown {
  const type = rootType(value);
  if (type?.kind !== 'definition') return value;
  return Object.fromEntries(Object.entries(value as object).filter(([key]) => isFieldOf(type.name, key)));
}

function isNothing(node: SourceNode): boolean {
  return node.kind === 'scalar' && /^(?:~|null|Null|NULL|)$/.test(node.text ?? '');
}
