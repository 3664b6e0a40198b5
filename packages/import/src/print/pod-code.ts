import type { PodPlan, SlotPlan, TemplatePlan } from '../plan/plan.ts';
import { type Code, callCode, type FieldCode } from './code.ts';
import type { CodeContext } from './code-context.ts';
import { printKey, printText } from './print-text.ts';
import { slotsCode } from './slots-code.ts';
import { textCode } from './tag-code.ts';
import { podScope } from './tag-scopes.ts';
import { valueCode } from './value-code.ts';

/** Returns the builder call for a template without calls. */
export function podCode(plan: PodPlan, context: CodeContext): Code {
  const builder = isOwn(plan) ? plan.bodyField : 'template';
  context.imports.add(builder);
  return callCode(builder, printText(plan.name), optionsCode(plan, context), bodyCode(plan, context));
}

/** Returns whether a body has its own builder. */
function isOwn({ bodyField }: PodPlan): boolean {
  return bodyField === 'container' || bodyField === 'script';
}

interface Options extends Pick<TemplatePlan, 'path' | 'inputs' | 'settings'> {
  readonly outputs?: readonly SlotPlan[];
}

/** Returns the code of the options of a template. */
export function optionsCode({ path, inputs, outputs = [], settings }: Options, context: CodeContext): Code {
  const { comments } = context;
  const fields: FieldCode[] = [];
  const add = (key: string, value: Code): void => {
    fields.push({ key: printKey(key), value, comments: comments.takeWithin([...path, key]) });
  };
  if (inputs.length > 0) add('inputs', slotsCode(inputs, context, [...path, 'inputs']));
  if (outputs.length > 0) add('outputs', slotsCode(outputs, context, [...path, 'outputs']));
  for (const [key, value] of Object.entries(settings))
    add(key, valueCode(value, { path: [...path, key], comments }));
  return { kind: 'object', fields };
}

function bodyCode(plan: PodPlan, { comments, parameters }: CodeContext): Code {
  const used = new Set<string>();
  const resolve = podScope(plan, parameters);
  const text = (content: string): string =>
    textCode(content, (tag) => {
      const code = resolve(tag);
      const [, side] = /^(inputs|outputs)\./.exec(tag) ?? [];
      if (code !== undefined && side !== undefined) used.add(side);
      return code;
    });
  const path = [...plan.path, plan.bodyField];
  const own = valueCode(plan.body, { path, comments, text });
  const body: Code = isOwn(plan)
    ? own
    : { kind: 'object', fields: [{ key: plan.bodyField, value: own, comments: comments.take(path) }] };
  const scope = ['inputs', 'outputs'].filter((name) => used.has(name));
  return { kind: 'arrow', parameters: scope.length === 0 ? '()' : `({ ${scope.join(', ')} })`, body };
}
