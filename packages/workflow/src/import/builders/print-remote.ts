import { printText } from '../print-value.ts';
import type { CodeContext } from './code-context.ts';
import type { SlotPlan } from './plan.ts';
import { type CodePlace, type Entry, printCall, printEntries } from './print-entries.ts';
import { printPlain, printSlots } from './print-slots.ts';
import type { RemotePlan } from './remote-plan.ts';

const TOP: CodePlace = { indent: '', column: 0 };

/** Gives the constant of a template of another object, which is written above the template that calls it. */
export function printRemote({ holder, template, inputs, outputs }: RemotePlan, context: CodeContext): string {
  context.imports.add('templateRef');
  const code = printCall(
    'templateRef',
    [
      (place) => printPlain(holder, place),
      (place) => printDeclaration(template, { inputs, outputs }, place, context),
    ],
    { ...TOP, column: 20 },
  );
  const constant = context.remotes.get(code) ?? context.names.claim(template, 'Template');
  context.remotes.set(code, constant);
  return constant;
}

/** Gives the declaration of a template that is written elsewhere. */
export function printDeclaration(
  name: string,
  { inputs, outputs }: { readonly inputs: readonly SlotPlan[]; readonly outputs: readonly SlotPlan[] },
  place: CodePlace,
  context: CodeContext,
): string {
  context.imports.add('declareTemplate');
  const slots = (at: CodePlace): string => {
    const below = { indent: `${at.indent}  `, column: at.indent.length + 11 };
    const entries: Entry[] = [];
    if (inputs.length > 0) entries.push({ key: 'inputs', code: printSlots(inputs, below, context) });
    if (outputs.length > 0) entries.push({ key: 'outputs', code: printSlots(outputs, below, context) });
    return printEntries(entries, at);
  };
  const isBare = inputs.length + outputs.length === 0;
  return printCall('declareTemplate', [() => printText(name), ...(isBare ? [] : [slots])], place);
}
