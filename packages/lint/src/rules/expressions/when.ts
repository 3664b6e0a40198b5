import type { JsonPath } from '@tiphys/models/facts';
import type { Finding, Rule } from '../rule.ts';
import { findWhenFault } from './find-when-fault.ts';

/**
 * Argo's linter ignores conditions. Metrics have conditions, too.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/
 */
export const whenCondition: Rule = {
  id: 'expressions/when',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'Every "when" is a condition that is true or false.',
  *check({ allTemplates }) {
    const faults = new Map<string, string | undefined>();
    for (const { template, path, calls } of allTemplates) {
      for (const { step, path: at } of calls) yield* checkCondition(step.when, [...at, 'when'], faults);
      for (const [index, { when }] of (template.metrics?.prometheus ?? []).entries())
        yield* checkCondition(when, [...path, 'metrics', 'prometheus', index, 'when'], faults);
    }
  },
};

function* checkCondition(
  when: string | undefined,
  path: JsonPath,
  faults: Map<string, string | undefined>,
): Generator<Finding> {
  if (!when) return;
  if (!faults.has(when)) faults.set(when, findWhenFault(when));
  const fault = faults.get(when);
  if (fault !== undefined) yield { path, ...describe(fault, when) };
}

function describe(fault: string, when: string): Pick<Finding, 'message' | 'suggestion'> {
  const message = `Invalid condition: ${reasonOf(fault)}.`;
  const suggestion = suggestionFor(fault, when);
  return suggestion === undefined ? { message } : { message, suggestion };
}

/** Leaves out the condition itself, in which samples have replaced the tags. */
function reasonOf(fault: string): string {
  const boolean = /^Expected boolean evaluation/.test(fault);
  if (boolean) return 'it is neither true nor false';
  return (/': (.*)$/s.exec(fault)?.[1] ?? fault).replace(/ \(hint: .*/s, '').trim();
}

function suggestionFor(fault: string, when: string): string | undefined {
  if (/Invalid token: '=+'/.test(fault)) return 'Use "==" to compare.';
  if (/Unclosed string/.test(fault)) return 'Close the quote.';
  if (/Undefined function/.test(fault)) return 'Conditions have no functions: use an expression, "{{=...}}".';
  if (/\[/.test(when) && /\bin\b/.test(when)) return "Write the list in parentheses: in ('a', 'b').";
  if (/cannot be used with the comparator/.test(fault))
    return 'Quote both sides to compare strings, or neither to compare numbers.';
  if (/^Expected boolean/.test(fault) && /^\s*['"]/.test(when))
    return 'Quote each side of the comparison, not the whole condition.';
  if (/token types|modifier|accessor|numeric value/i.test(fault))
    return 'Quote strings that are more than one word.';
  return undefined;
}
