import type { Parameter } from '@tiphys/models';
import type { CallNode, Source } from '../../ir/graph.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { type ReadPlace, readExpression, readValue, textNode } from '../values/read-value.ts';

/** Returns the arguments for settings that are outputs, which a call reads after its inputs. */
export function settingArguments(
  task: CallNode,
  { descriptor, settings }: TemplateEntry,
  place: ReadPlace,
): readonly Parameter[] {
  return (settings.inputs ?? []).map((name, index) => ({
    name,
    value: jsonText(task.reads[descriptor.inputs.length + index], place),
  }));
}

/** Returns the JSON text of a value, in whatever form it arrives. */
export function jsonText(source: Source | undefined, place: ReadPlace): string {
  if (source === undefined) throw new Error('unreachable: a call reads what its settings need');
  const read = readValue(source, place);
  return read.form.kind === 'value' && !read.artifact
    ? read.text
    : readExpression(textNode(source, place)).text;
}
