import { argumentLists } from '../../view/argument-lists.ts';
import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/** Argo checks the enums of arguments, but not those of inputs. */
export const argumentEnum: Rule = {
  id: 'arguments/enum',
  severity: 'error',
  summary: 'The value of a parameter with an enum is in the enum.',
  *check(subject) {
    for (const { list, path, mayLackValues } of argumentLists(subject)) {
      for (const [index, { name = '', value, enum: allowed }] of (list.parameters ?? []).entries()) {
        if (!allowed) continue;
        const at = [...path, 'parameters', index];
        if (allowed.length === 0)
          yield {
            path: [...at, 'enum'],
            message: `Parameter "${name}" has an empty "enum": list at least one value.`,
          };
        else if (value === undefined && !mayLackValues)
          yield {
            path: at,
            message: `Parameter "${name}" needs a value from its "enum" (${allowed.join(', ')}).`,
          };
        else if (value !== undefined && !allowed.includes(value)) {
          yield {
            path: [...at, 'value'],
            message: `Value "${value}" of parameter "${name}" is not in its "enum" (${allowed.join(', ')}).`,
            ...suggest(value, allowed),
          };
        }
      }
    }
  },
};
