import { printValue } from '../print-value.ts';
import type { CodeContext } from './code-context.ts';
import type { SlotPlan } from './plan.ts';
import { type CodePlace, printEntries } from './print-entries.ts';

const NO_COMMENTS = new Map<string, readonly string[]>();

/** Gives declared inputs or outputs as a literal of `parameter(...)` and `artifact(...)`. */
export function printSlots(slots: readonly SlotPlan[], place: CodePlace, { imports }: CodeContext): string {
  const indent = `${place.indent}  `;
  const entries = slots.map(({ name, kind, options }) => {
    imports.add(kind);
    const isEmpty = Object.keys(options).length === 0;
    return {
      key: name,
      code: `${kind}(${isEmpty ? '' : printPlain(options, { indent, column: indent.length + name.length + 12 })})`,
    };
  });
  return printEntries(entries, place);
}

/** Gives data as a literal without comments. */
export function printPlain(value: unknown, place: CodePlace, text?: (text: string) => string): string {
  return printValue(
    value,
    { path: [], ...place },
    { comments: NO_COMMENTS, ...(text === undefined ? {} : { text }) },
  );
}
