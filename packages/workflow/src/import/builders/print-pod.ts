import { printText, printValue } from '../print-value.ts';
import type { CodeContext } from './code-context.ts';
import type { JsonObject, PodPlan, SlotPlan } from './plan.ts';
import { type CodePlace, type Entry, printCall, printEntries } from './print-entries.ts';
import { printPlain, printSlots } from './print-slots.ts';
import { textCode } from './tag-code.ts';
import { podScope } from './tag-scopes.ts';

/** Gives the call of the builder that makes a template without calls. */
export function printPod(plan: PodPlan, place: CodePlace, context: CodeContext): string {
  const builder = plan.bodyField === 'container' || plan.bodyField === 'script' ? plan.bodyField : 'template';
  context.imports.add(builder);
  return printCall(
    builder,
    [
      () => printText(plan.name),
      (at) => printOptions(plan, at, context),
      (at) => printPodBody(plan, at, context),
    ],
    place,
  );
}

/** Gives what is said of a template before its body. */
export function printOptions(
  {
    inputs,
    outputs = [],
    settings,
  }: {
    readonly inputs: readonly SlotPlan[];
    readonly outputs?: readonly SlotPlan[];
    readonly settings: JsonObject;
  },
  place: CodePlace,
  context: CodeContext,
): string {
  const indent = `${place.indent}  `;
  const below = (key: string): CodePlace => ({ indent, column: indent.length + key.length + 2 });
  const entries: Entry[] = [];
  if (inputs.length > 0) entries.push({ key: 'inputs', code: printSlots(inputs, below('inputs'), context) });
  if (outputs.length > 0)
    entries.push({ key: 'outputs', code: printSlots(outputs, below('outputs'), context) });
  for (const [key, value] of Object.entries(settings))
    entries.push({ key, code: printPlain(value, below(key)) });
  return printEntries(entries, place);
}

function printPodBody(plan: PodPlan, { indent, column }: CodePlace, context: CodeContext): string {
  const used = new Set<string>();
  const resolve = podScope(plan, context.parameters);
  const text = (content: string): string =>
    textCode(content, (tag) => {
      const code = resolve(tag);
      if (code !== undefined && /^(?:inputs|outputs)\./.test(tag))
        used.add(tag.startsWith('inputs') ? 'inputs' : 'outputs');
      return code;
    });
  const isOwn = plan.bodyField === 'container' || plan.bodyField === 'script';
  const [value, path] = isOwn
    ? [plan.body, [...plan.path, plan.bodyField]]
    : [{ [plan.bodyField]: plan.body }, plan.path];
  const body = printValue(value, { path, indent, column: column + 30 }, { comments: context.comments, text });
  const scope = ['inputs', 'outputs'].filter((name) => used.has(name));
  return `(${scope.length === 0 ? '' : `{ ${scope.join(', ')} }`}) => (${body})`;
}
