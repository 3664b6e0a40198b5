import { fromJson, pathNode } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { FromInput } from '../../ir/settings/settings.ts';

/** Returns the text of a setting; a tag, if its value is an output. */
export function settingText(value: string | FromInput): string {
  return typeof value === 'string'
    ? value
    : printTag(fromJson(pathNode(['inputs', 'parameters', value.input])));
}
