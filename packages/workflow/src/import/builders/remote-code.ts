import { type Code, callCode, type FieldCode } from '../code.ts';
import { printText } from '../print-text.ts';
import { valueCode } from '../value-code.ts';
import type { CodeContext } from './code-context.ts';
import type { SlotPlan } from './plan.ts';
import type { RemotePlan } from './remote-plan.ts';
import { slotsCode } from './slots-code.ts';

/** Gives the code of a template of another object. */
export function remoteCode({ holder, template, inputs, outputs }: RemotePlan, context: CodeContext): Code {
  context.imports.add('templateRef');
  const declaration = declarationCode(template, { inputs, outputs }, context);
  return callCode('templateRef', valueCode(holder), declaration);
}

/** Gives the declaration of a template that is written elsewhere. */
export function declarationCode(
  name: string,
  { inputs, outputs }: { readonly inputs: readonly SlotPlan[]; readonly outputs: readonly SlotPlan[] },
  context: CodeContext,
): Code {
  context.imports.add('declareTemplate');
  const fields: FieldCode[] = [];
  if (inputs.length > 0) fields.push({ key: 'inputs', value: slotsCode(inputs, context) });
  if (outputs.length > 0) fields.push({ key: 'outputs', value: slotsCode(outputs, context) });
  const slots: readonly Code[] = fields.length === 0 ? [] : [{ kind: 'object', fields }];
  return callCode('declareTemplate', printText(name), ...slots);
}
