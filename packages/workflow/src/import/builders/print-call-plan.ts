import { printText } from '../print-value.ts';
import type { CallPlan, JsonObject, ValuePlan } from './plan.ts';
import { tagOf } from './plan-slots.ts';
import { type CodePlace, type Entry, printCall, printEntries } from './print-entries.ts';
import { printPlain } from './print-slots.ts';
import { type ResolveTag, textCode } from './tag-code.ts';
import { loopScope } from './tag-scopes.ts';

/** What a call can refer to. */
export interface CallScope {
  readonly parameters: ResolveTag;
  readonly artifacts: ResolveTag;
  /** The item of a loop, as it is imported. */
  readonly useItem: () => void;
  /** Gives the constant of an earlier call. */
  readonly constantOf: (call: string) => string;
}

/** Gives the code of a task or step: `d.task('a', greet, { who: 'x' })`. */
export function printCallPlan(
  call: CallPlan,
  callee: { readonly method: string; readonly template: string },
  scope: CallScope,
  place: CodePlace,
): string {
  const isLoop = ['withItems', 'withParam', 'withSequence'].some((field) => field in call.options);
  const resolve = isLoop ? loop(scope) : scope.parameters;
  const text = (content: string): string => textCode(content, resolve);
  const hasOptions = call.after.length > 0 || Object.keys(call.options).length > 0;
  const parts = [
    () => printText(call.name),
    () => callee.template,
    (at: CodePlace) => printValues(call.values, { text, artifacts: scope.artifacts }, at),
    (at: CodePlace) => printCallOptions(call, { text, constantOf: scope.constantOf }, at),
  ];
  return printCall(callee.method, parts.slice(0, hasOptions ? 4 : call.values.length > 0 ? 3 : 2), place);
}

function loop({ parameters, useItem }: CallScope): ResolveTag {
  const resolve = loopScope(parameters);
  return (tag) => {
    const code = resolve(tag);
    if (code !== undefined && /^item\b/.test(tag)) useItem();
    return code;
  };
}

interface ValueScope {
  readonly text: (content: string) => string;
  readonly artifacts: ResolveTag;
}

function printValues(
  values: readonly ValuePlan[],
  { text, artifacts }: ValueScope,
  place: CodePlace,
): string {
  const at = { indent: `${place.indent}  `, column: place.indent.length + 20 };
  const entries = values.map(({ name, value }): Entry => {
    if (typeof value === 'string') return { key: name, code: text(value) };
    return { key: name, code: artifactCode(value, artifacts) ?? printPlain(value, at) };
  });
  return printEntries(entries, place);
}

function artifactCode(value: JsonObject, artifacts: ResolveTag): string | undefined {
  const tag = Object.keys(value).length === 1 ? tagOf(value.from) : undefined;
  return tag === undefined ? undefined : artifacts(tag);
}

function printCallOptions(
  { after, options }: CallPlan,
  {
    text,
    constantOf,
  }: { readonly text: (content: string) => string; readonly constantOf: CallScope['constantOf'] },
  place: CodePlace,
): string {
  const at = { indent: `${place.indent}  `, column: place.indent.length + 16 };
  const entries: Entry[] = [];
  if (after.length > 0) entries.push({ key: 'after', code: `[${after.map(constantOf).join(', ')}]` });
  for (const [key, value] of Object.entries(options)) {
    const isText = typeof value === 'string' && key !== 'depends';
    entries.push({ key, code: isText ? text(value) : printPlain(value, at) });
  }
  return printEntries(entries, place);
}
