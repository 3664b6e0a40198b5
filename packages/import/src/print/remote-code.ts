import type { LiteralPlan } from '../plan/plan.ts';
import type { RemotePlan } from '../plan/remote-plan.ts';
import { type Code, callCode, type FieldCode } from './code.ts';
import type { CodeContext } from './code-context.ts';
import { printText } from './print-text.ts';
import { slotsCode } from './slots-code.ts';
import { valueCode } from './value-code.ts';

/** Returns the code of a template of another object. */
export function remoteCode({ holder, template, inputs, outputs }: RemotePlan, context: CodeContext): Code {
  context.imports.add('templateRef');
  const declaration = declarationCode(template, { inputs, outputs }, context);
  return callCode('templateRef', valueCode(holder), declaration);
}

type DeclaredPlan = Pick<LiteralPlan, 'inputs' | 'outputs'>;

/** Returns the declaration of a template that is defined elsewhere. */
export function declarationCode(name: string, { inputs, outputs }: DeclaredPlan, context: CodeContext): Code {
  context.imports.add('declareTemplate');
  return callCode('declareTemplate', printText(name), ...declaredSlots({ inputs, outputs }, context));
}

/** Returns the code of a template that stays a literal. */
export function literalCode({ value, path, inputs, outputs }: LiteralPlan, context: CodeContext): Code {
  context.imports.add('literalTemplate');
  const literal = valueCode(value, { path, comments: context.comments });
  return callCode('literalTemplate', literal, ...declaredSlots({ inputs, outputs }, context));
}

/** Returns the declared inputs and outputs as an argument; none if the template has none. */
function declaredSlots({ inputs, outputs }: DeclaredPlan, context: CodeContext): readonly Code[] {
  const fields: FieldCode[] = [];
  if (inputs.length > 0) fields.push({ key: 'inputs', value: slotsCode(inputs, context) });
  if (outputs.length > 0) fields.push({ key: 'outputs', value: slotsCode(outputs, context) });
  return fields.length === 0 ? [] : [{ kind: 'object', fields }];
}
