import { compareStrings } from '@tiphys/go';
import { OperationError } from '../operation-error.ts';

/** One condition of a field selector. */
export interface FieldTerm {
  readonly field: string;
  readonly operator: '=' | '!=';
  readonly value: string;
}

/** The conditions of a field selector, all of which have to hold. */
export type FieldSelector = readonly FieldTerm[];

/** Says how to write a selector. */
export const SELECTOR_ADVICE =
  'Write conditions such as displayName=a or phase!=Failed, with commas between them. In a value, write \\\\ for a backslash, \\, for a comma and \\= for an equals sign';

/** The operators in the order in which Kubernetes looks for them. */
const OPERATORS = ['!=', '==', '='] as const;

/**
 * Returns the conditions of a Kubernetes field selector, in the order in which Kubernetes sorts them. A field that an object does not have
 * is empty. An empty text selects everything.
 *
 * @throws {OperationError} `OPERATIONS_SELECTOR`, with Kubernetes' message
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 * @example
 * ```ts
 * parseFieldSelector('phase!=Failed,displayName==a').map(({ field }) => field); // => [ 'displayName', 'phase' ]
 * ```
 */
export function parseFieldSelector(text: string): FieldSelector {
  return splitTerms(text)
    .sort(compareStrings)
    .filter((part) => part !== '')
    .map((part) => readTerm(part, text));
}

/** Returns a field selector as Kubernetes prints it. */
export function printFieldSelector(selector: FieldSelector): string {
  return selector
    .map(({ field, operator, value }) => `${field}${operator}${printFieldValue(value)}`)
    .join(',');
}

/** Returns a value as a field selector has it. */
export function printFieldValue(value: string): string {
  return value.replaceAll(/[\\,=]/g, '\\$&');
}

/** Tells whether an object with these fields meets every condition of a selector. */
export function matchesFields(selector: FieldSelector, fields: ReadonlyMap<string, string>): boolean {
  return selector.every(
    ({ field, operator, value }) => ((fields.get(field) ?? '') === value) === (operator === '='),
  );
}

/** Splits a text at the commas that no backslash precedes. */
function splitTerms(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === ',') {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, text.slice(start)];
}

function readTerm(part: string, selector: string): FieldTerm {
  for (let at = 0; at < part.length; at++) {
    const operator = OPERATORS.find((candidate) => part.startsWith(candidate, at));
    if (operator === undefined) continue;
    const value = unescapeValue(part.slice(at + operator.length));
    return { field: part.slice(0, at), operator: operator === '!=' ? '!=' : '=', value };
  }
  throw refuse(`invalid selector: '${selector}'; can't understand '${part}'`);
}

function unescapeValue(text: string): string {
  let value = '';
  const characters = [...text];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? '';
    if (character === ',' || character === '=')
      throw refuse(`invalid field selector: unescaped character in value: ${character.codePointAt(0)}`);
    if (character !== '\\') {
      value += character;
      continue;
    }
    index += 1;
    const escaped = characters[index];
    if (escaped === undefined || !'\\,='.includes(escaped))
      throw refuse(`invalid field selector: invalid escape sequence: \\${escaped ?? ''}`);
    value += escaped;
  }
  return value;
}

function refuse(message: string): OperationError {
  return new OperationError('OPERATIONS_SELECTOR', message, {
    advice: SELECTOR_ADVICE,
  });
}
