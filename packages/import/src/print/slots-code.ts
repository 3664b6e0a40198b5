import type { JsonPath } from '@tiphys/models/facts';
import type { SlotPlan } from '../plan/plan.ts';
import { type Code, callCode, type FieldCode } from './code.ts';
import type { CodeContext } from './code-context.ts';
import { printKey } from './print-text.ts';
import { valueCode } from './value-code.ts';

/** Returns declared inputs or outputs as a literal of `parameter(...)` and `artifact(...)`; `path` is their path in the
 * document. */
export function slotsCode(slots: readonly SlotPlan[], context: CodeContext, path?: JsonPath): Code {
  const fields = slots.map((slot): FieldCode => {
    const isPlaced = path !== undefined && slot.at !== undefined;
    const comments = isPlaced ? context.comments.takeWithin([...path, ...(slot.at ?? [])]) : [];
    return { key: printKey(slot.name), value: slotCode(slot, context), comments };
  });
  return { kind: 'object', fields };
}

/** Returns `parameter(...)` or `artifact(...)`. */
export function slotCode(
  { kind, options }: Pick<SlotPlan, 'kind' | 'options'>,
  { imports }: Pick<CodeContext, 'imports'>,
  text?: (text: string) => string,
): Code {
  imports.add(kind);
  if (Object.keys(options).length === 0) return `${kind}()`;
  return callCode(kind, valueCode(options, text === undefined ? {} : { text }));
}
