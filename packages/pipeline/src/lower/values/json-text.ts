import { printTag } from '../../expression/tree/print-tag.ts';
import type { Source } from '../../ir/graph.ts';
import { type ReadPlace, readValue, textNode } from './read-value.ts';

/** Returns the JSON text of a value for an argument, whatever the form in which it arrives. */
export function jsonText(source: Source, place: ReadPlace): string {
  const { text, form } = readValue(source, place);
  return form.kind === 'value' ? text : printTag(textNode(source, place));
}
