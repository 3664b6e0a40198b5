import type { FieldGroup } from '../definition.ts';

const HAS_FIELD = /has\(\w+\.(\w+)\)/g;
const COUNTED_FIELDS = /^\(has\(\w+\.\w+\) \? 1 : 0\)(?: \+ \(has\(\w+\.\w+\) \? 1 : 0\))+ (<=|==) 1$/;
const EITHER_ABSENT = /^!has\(\w+\.\w+\) \|\| !has\(\w+\.\w+\)$/;
const NOT_BOTH = /^!\(has\(\w+\.\w+\) && has\(\w+\.\w+\)\)$/;
const NOT_WITH_ANY =
  /^!\(has\(\w+\.(\w+)\) && (?:\w+\.\w+ != "" && )?\((has\(\w+\.\w+\)(?: \|\| has\(\w+\.\w+\))+)\)\)$/;
const ONE_OF_TWO = /^\(has\(\w+\.\w+\) && !has\(\w+\.\w+\)\) \|\| \(!has\(\w+\.\w+\) && has\(\w+\.\w+\)\)/;
const OR_NEITHER = / \|\| \(!has\(\w+\.\w+\) && !has\(\w+\.\w+\)\)$/;
const FOR_EACH_ELEMENT = /^self\.all\(\w+, (.*)\)$/s;

/** A validation rule of a CRD as groups of fields. */
export interface CelGroups {
  readonly groups: readonly FieldGroup[];
  /** Whether the rule is about the elements of a list. */
  readonly ofElements: boolean;
}

/**
 * Returns the groups of fields that a CEL rule makes exclusive; other rules give none.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/
 */
export function readCelRule(rule: string): CelGroups {
  const each = FOR_EACH_ELEMENT.exec(rule.trim())?.[1];
  return { groups: groupsOf((each ?? rule).trim()), ofElements: each !== undefined };
}

function groupsOf(rule: string): readonly FieldGroup[] {
  const fields = [...rule.matchAll(HAS_FIELD)].map((match) => match[1] ?? '');
  const counted = COUNTED_FIELDS.exec(rule);
  if (counted !== null) return [{ kind: counted[1] === '==' ? 'exactlyOne' : 'atMostOne', fields }];
  if (EITHER_ABSENT.test(rule) || NOT_BOTH.test(rule)) return [{ kind: 'atMostOne', fields }];
  if (ONE_OF_TWO.test(rule)) {
    return [{ kind: OR_NEITHER.test(rule) ? 'atMostOne' : 'exactlyOne', fields: [...new Set(fields)] }];
  }
  const [, first] = NOT_WITH_ANY.exec(rule) ?? [];
  if (first === undefined) return [];
  return fields.slice(1).map((other) => ({ kind: 'atMostOne', fields: [first, other] }));
}
