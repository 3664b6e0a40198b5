import { findTypeFault } from '@tiphys/expression';
import { expressionSites } from '../../scope/expression-sites.ts';
import type { Rule } from '../rule.ts';

/** Argo passes every value to expressions as text. A comparison with a number is then never true, and arithmetic ends the workflow. */
export const expressionTypes: Rule = {
  id: 'expressions/types',
  severity: 'error',
  ignoredByArgo: true,
  yieldsTo: ['expressions/unknown-name'],
  summary: 'The operations of an expression fit the types of its values.',
  *check(subject) {
    const faults = new Map<string, string | undefined>();
    for (const { text, node, path } of expressionSites(subject)) {
      if (!faults.has(text)) faults.set(text, findTypeFault(node, text));
      const fault = faults.get(text);
      // Whether a field or an entry exists is often known only at run time.
      if (fault === undefined || /is undefined$|has no field|unknown name/.test(fault)) continue;
      yield { path, message: `Type error in expression: ${fault}.`, ...adviceFor(fault) };
    }
  },
};

function adviceFor(fault: string): { readonly suggestion?: string } {
  if (/types string and (?:int|float64)|types (?:int|float64) and string/.test(fault))
    return { suggestion: 'Values are strings: convert them with asInt(...) or asFloat(...).' };
  if (/string and bool|bool and string|non-bool|mismatched types? string/.test(fault))
    return { suggestion: "Values are strings: compare with 'true'." };
  return {};
}
