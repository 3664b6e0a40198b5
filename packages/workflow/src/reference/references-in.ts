import { ExpressionError, findTags, type Tag } from '@tiphys/expression';
import { WorkflowError } from '../target/workflow-error.ts';
import type { Slots } from './template-handle.ts';

/** The references of the tags in a part of a manifest. */
export interface References {
  readonly tasks: ReadonlySet<string>;
  readonly steps: ReadonlySet<string>;
  /** The inputs, such as `parameters.who` and `artifacts.file.path`. */
  readonly inputs: ReadonlySet<string>;
  /** Whether it uses the item of a loop. */
  readonly item: boolean;
}

/**
 * Returns what the tags in a piece of a manifest refer to.
 *
 * @throws {@link WorkflowError} `WORKFLOW_REFERENCE` if a tag is not closed
 */
export function referencesIn(value: unknown): References {
  const found = {
    tasks: new Set<string>(),
    steps: new Set<string>(),
    inputs: new Set<string>(),
    item: false,
  };
  collect(value, found);
  return found;
}

interface Found {
  readonly tasks: Set<string>;
  readonly steps: Set<string>;
  readonly inputs: Set<string>;
  item: boolean;
}

function collect(value: unknown, found: Found): void {
  if (typeof value === 'string') collectFromText(value, found);
  else if (typeof value === 'object' && value !== null)
    for (const content of Object.values(value)) collect(content, found);
}

function collectFromText(text: string, found: Found): void {
  if (!text.includes('{{')) return;
  for (const tag of tagsIn(text)) {
    if (tag.kind === 'simple') collectFromTag(tag.text, found);
    else
      for (const [, group, name, quoted] of tag.text.matchAll(CALL_IN_EXPRESSION))
        found[group === 'tasks' ? 'tasks' : 'steps'].add(name ?? quoted ?? '');
  }
}

const CALL_IN_EXPRESSION = /\b(tasks|steps)(?:\.(\w+)\s*\??\.|\[\s*['"]([^'"]+)['"]\s*\])/g;

function collectFromTag(tag: string, found: Found): void {
  const [, group, name] = /^(tasks|steps)\.([^.]+)\./.exec(tag) ?? [];
  if (name !== undefined) found[group === 'tasks' ? 'tasks' : 'steps'].add(name);
  const [, input] = /^inputs\.((?:parameters|artifacts)\..+)$/s.exec(tag) ?? [];
  if (input !== undefined) found.inputs.add(input);
  if (/^item(?:\.|$)/.test(tag)) found.item = true;
}

function tagsIn(text: string): readonly Tag[] {
  try {
    return findTags(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const message = `The text ${JSON.stringify(text)} has an unclosed tag. Add "}}".`;
    throw new WorkflowError('WORKFLOW_REFERENCE', message, { cause: error });
  }
}

/** Throws if an input is not one of the template, for example one of another template. */
export function assertInputs({ inputs }: References, slots: Slots, user: string): void {
  for (const input of inputs) {
    const [kind = '', ...name] = input.split('.');
    const isThere = beginnings(name).some(
      (one) => Object.hasOwn(slots, one) && `${slots[one]?.kind}s` === kind,
    );
    if (isThere) continue;
    throw new WorkflowError(
      'WORKFLOW_REFERENCE',
      `${user} uses the input "${name.join('.')}", which is not one of its ${kind}. Declare it under inputs; inputs of other templates have no value here.`,
    );
  }
}

/** Names may contain dots, and a field may follow: `a`, `a.b`. */
function beginnings(parts: readonly string[]): readonly string[] {
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** Throws if the item of a loop is used outside a loop. */
export function assertNoItem({ item }: References, user: string): void {
  if (!item) return;
  throw new WorkflowError(
    'WORKFLOW_REFERENCE',
    `${user} uses the item of a loop. Only a task with withItems, withParam or withSequence has one, and can pass it as an argument.`,
  );
}

/** Throws if outputs of tasks or steps are used where they have no value. */
export function assertNoCalls(calls: ReadonlySet<string>, user: string): void {
  for (const call of calls)
    throw new WorkflowError(
      'WORKFLOW_REFERENCE',
      `${user} uses an output of the task "${call}", which has no value here. Declare an input for it, and pass it as an argument.`,
    );
}
