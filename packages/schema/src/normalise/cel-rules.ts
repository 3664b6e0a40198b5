import type { FieldGroup } from '../definition.ts';

const hasField = /has\(\w+\.(\w+)\)/g;
const countedFields = /^\(has\(\w+\.\w+\) \? 1 : 0\)(?: \+ \(has\(\w+\.\w+\) \? 1 : 0\))+ (<=|==) 1$/;
const eitherAbsent = /^!has\(\w+\.\w+\) \|\| !has\(\w+\.\w+\)$/;
const notBoth = /^!\(has\(\w+\.\w+\) && has\(\w+\.\w+\)\)$/;
const notWithAny =
  /^!\(has\(\w+\.(\w+)\) && (?:\w+\.\w+ != "" && )?\((has\(\w+\.\w+\)(?: \|\| has\(\w+\.\w+\))+)\)\)$/;
const oneOfTwo = /^\(has\(\w+\.\w+\) && !has\(\w+\.\w+\)\) \|\| \(!has\(\w+\.\w+\) && has\(\w+\.\w+\)\)/;
const orNeither = / \|\| \(!has\(\w+\.\w+\) && !has\(\w+\.\w+\)\)$/;
const forEachElement = /^self\.all\(\w+, (.*)\)$/s;

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
  const each = forEachElement.exec(rule.trim())?.[1];
  return { groups: groupsOf((each ?? rule).trim()), ofElements: each !== undefined };
}

function groupsOf(rule: string): readonly FieldGroup[] {
  const fields = [...rule.matchAll(hasField)].map((match) => match[1] ?? '');
  const counted = countedFields.exec(rule);
  if (counted !== null) return [{ kind: counted[1] === '==' ? 'exactlyOne' : 'atMostOne', fields }];
  if (eitherAbsent.test(rule) || notBoth.test(rule)) return [{ kind: 'atMostOne', fields }];
  if (oneOfTwo.test(rule)) {
    return [{ kind: orNeither.test(rule) ? 'atMostOne' : 'exactlyOne', fields: [...new Set(fields)] }];
  }
  const [, first] = notWithAny.exec(rule) ?? [];
  if (first === undefined) return [];
  return fields.slice(1).map((other) => ({ kind: 'atMostOne', fields: [first, other] }));
}
