import { ExpressionError, findTags, type Tag } from '@tiphys/expression';
import { WorkflowError } from '../target/workflow-error.ts';
import type { Slots } from './template-handle.ts';

/** What the tags in a piece of a manifest refer to. */
export interface References {
  readonly tasks: ReadonlySet<string>;
  readonly steps: ReadonlySet<string>;
  /** Such as `parameters.who` and `artifacts.file.path`. */
  readonly inputs: ReadonlySet<string>;
  /** Whether it speaks of the item of a loop. */
  readonly item: boolean;
}

/**
 * Returns what the tags in a piece of a manifest refer to.
 *
 * @throws {@link WorkflowError} `WORKFLOW_REFERENCE` when a tag is not closed
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
    const message = `The text ${JSON.stringify(text)} begins a tag with "{{" and does not end it. Write "}}" behind it.`;
    throw new WorkflowError('WORKFLOW_REFERENCE', { message, cause: error });
  }
}

/** Tells of an input that a template has not: that of another template, perhaps. */
export function assertInputs({ inputs }: References, slots: Slots, user: string): void {
  for (const input of inputs) {
    const [kind = '', ...name] = input.split('.');
    const isThere = beginnings(name).some(
      (one) => Object.hasOwn(slots, one) && `${slots[one]?.kind}s` === kind,
    );
    if (isThere) continue;
    throw new WorkflowError('WORKFLOW_REFERENCE', {
      message: `${user} uses the input "${name.join('.')}", which is none of the ${kind} that it takes. Declare it under inputs; those of other templates have no value here.`,
    });
  }
}

/** Names may have dots in them, and what follows may be a field: `a`, `a.b`. */
function beginnings(parts: readonly string[]): readonly string[] {
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** Tells of the item of a loop where there is none. */
export function assertNoItem({ item }: References, user: string): void {
  if (!item) return;
  throw new WorkflowError('WORKFLOW_REFERENCE', {
    message: `${user} uses the item of a loop. Only a task with withItems, withParam or withSequence has one; it hands it on as an argument.`,
  });
}

/** Tells of tasks or steps that have no value where they are used. */
export function assertNoCalls(calls: ReadonlySet<string>, user: string): void {
  for (const call of calls)
    throw new WorkflowError('WORKFLOW_REFERENCE', {
      message: `${user} uses what the task "${call}" gives, which has no value here. Declare an input for it, and hand it over as an argument.`,
    });
}
