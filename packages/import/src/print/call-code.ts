import type { CallPlan, SlotPlan, ValuePlan } from '../plan/plan.ts';
import { tagOf } from '../plan/plan-slots.ts';
import type { ManifestObject } from '../read/manifest-object.ts';
import { type Code, callCode, type FieldCode, namesCode } from './code.ts';
import { printKey, printText } from './print-text.ts';
import { slotCode } from './slots-code.ts';
import { type ResolveTag, textCode } from './tag-code.ts';
import { loopScope } from './tag-scopes.ts';
import { valueCode } from './value-code.ts';

/** The names that a call can refer to. */
export interface CallScope {
  readonly parameters: ResolveTag;
  readonly artifacts: ResolveTag;
  /** The builders that the module must import. */
  readonly imports: Set<string>;
  /** Returns the constant of an earlier call. */
  readonly constantOf: (call: string) => string;
}

/** The function that calls, and the called template. */
export interface Callee {
  readonly method: string;
  readonly template: string;
  readonly inputs: readonly SlotPlan[];
}

/** Returns the code of a task or step: `d.task('a', greet, { who: 'x' })`. */
export function taskCode(
  call: CallPlan,
  { method, template, inputs }: Callee,
  { scope, hooks }: { readonly scope: CallScope; readonly hooks: Code | undefined },
): Code {
  const isLoop = ['withItems', 'withParam', 'withSequence'].some((field) => field in call.options);
  const resolve = isLoop ? loop(scope) : scope.parameters;
  const options = [
    ...optionFields(call, resolve, scope),
    ...(hooks === undefined ? [] : [{ key: 'hooks', value: hooks }]),
  ];
  const values = call.values.map((value) => valueField(value, inputs, resolve, scope));
  return callCode(
    method,
    printText(call.name),
    template,
    ...(values.length + options.length > 0 ? [{ kind: 'object', fields: values } as const] : []),
    ...(options.length > 0 ? [{ kind: 'object', fields: options } as const] : []),
  );
}

/** Returns the code of a hook: `hook(greet, { who: 'x' })`. */
export function hookCode(call: CallPlan, { template, inputs }: Callee, scope: CallScope): Code {
  scope.imports.add('hook');
  const values = call.values.map((value) => valueField(value, inputs, scope.parameters, scope));
  const hasOptions = Object.keys(call.options).length > 0;
  return callCode(
    'hook',
    template,
    ...(values.length > 0 || hasOptions ? [{ kind: 'object', fields: values } as const] : []),
    ...(hasOptions ? [valueCode(call.options)] : []),
  );
}

function loop({ parameters, imports }: CallScope): ResolveTag {
  const resolve = loopScope(parameters);
  return (tag) => {
    const code = resolve(tag);
    if (code !== undefined && /^item\b/.test(tag)) imports.add('item');
    return code;
  };
}

function valueField(
  { name, kind, value }: ValuePlan,
  inputs: readonly SlotPlan[],
  resolve: ResolveTag,
  { artifacts, imports }: CallScope,
): FieldCode {
  const key = printKey(name);
  const text = (content: string): string => textCode(content, resolve);
  if (kind === 'artifact')
    return { key, value: artifactCode(value as ManifestObject, artifacts) ?? valueCode(value, { text }) };
  if (typeof value !== 'string') return { key, value: slotCode({ kind, options: value }, { imports }, text) };
  const choices = inputs.find((input) => input.name === name)?.options.enum;
  if (!Array.isArray(choices)) return { key, value: text(value) };
  return {
    key,
    value: choiceCode(value, choices, resolve) ?? slotCode({ kind, options: { value } }, { imports }, text),
  };
}

/** The types accept one of the choices or a reference; any other text must be written as a parameter. */
function choiceCode(value: string, choices: readonly unknown[], resolve: ResolveTag): string | undefined {
  const choice = choices.find((one) => String(one) === value);
  if (choice !== undefined) return typeof choice === 'string' ? printText(choice) : String(choice);
  const tag = tagOf(value);
  return tag === undefined ? undefined : resolve(tag);
}

function artifactCode(value: ManifestObject, artifacts: ResolveTag): string | undefined {
  const tag = Object.keys(value).length === 1 ? tagOf(value.from) : undefined;
  return tag === undefined ? undefined : artifacts(tag);
}

function optionFields(
  { after, options }: CallPlan,
  resolve: ResolveTag,
  { constantOf }: CallScope,
): readonly FieldCode[] {
  const fields: FieldCode[] = [];
  if (after.length > 0) fields.push({ key: 'after', value: namesCode(after.map(constantOf)) });
  for (const [key, value] of Object.entries(options)) {
    const isAuthored = key === 'when' || key === 'withParam' || key === 'withSequence';
    const code = isAuthored
      ? valueCode(value, { text: (content) => textCode(content, resolve) })
      : valueCode(value);
    fields.push({ key: printKey(key), value: code });
  }
  return fields;
}
