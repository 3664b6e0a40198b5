import { printJson } from '@tiphys/go';
import { printRequirement, type Requirement } from './label-selector.ts';

/** Conditions of a resource template. */
export interface Conditions {
  /** All of them must hold. */
  readonly success: readonly Requirement[];
  /** None of them may hold. */
  readonly failure: readonly Requirement[];
}

/**
 * Returns whether an object meets the conditions; false means that it may later.
 *
 * @throws Error `failure condition '...' evaluated true`
 */
export function meetsConditions(object: unknown, { success, failure }: Conditions): boolean {
  for (const requirement of failure) {
    if (holds(object, requirement))
      throw new Error(`failure condition '${printRequirement(requirement)}' evaluated true`);
  }
  return success.every((requirement) => holds(object, requirement));
}

function holds(object: unknown, { key, operator, values }: Requirement): boolean {
  const found = findPath(object, key);
  const exists = found !== undefined;
  const text = exists ? printValue(found) : '';
  switch (operator) {
    case 'exists':
      return exists;
    case '!':
      return !exists;
    case '=':
    case '==':
    case 'in':
      return exists && values.includes(text);
    case '!=':
    case 'notin':
      return !exists || !values.includes(text);
    default:
      return exists && compareNumbers(text, values[0] ?? '', operator);
  }
}

function compareNumbers(text: string, limit: string, operator: '>' | '<'): boolean {
  if (!/^[+-]?\d+$/.test(text)) return false;
  return operator === '>' ? BigInt(text) > BigInt(limit) : BigInt(text) < BigInt(limit);
}

/**
 * Returns the value at a path such as `status.conditions.0.type`; undefined if there is none. The keys of label selectors leave only names and
 * indexes of the syntax of gjson.
 */
function findPath(object: unknown, path: string): unknown {
  let value: unknown = object;
  for (const part of path.split('.')) {
    if (Array.isArray(value)) value = /^\d+$/.test(part) ? value[Number(part)] : undefined;
    else if (typeof value === 'object' && value !== null && Object.hasOwn(value, part))
      value = Reflect.get(value, part);
    else return undefined;
  }
  return value;
}

function printValue(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'object' ? printJson(value) : String(value);
}
