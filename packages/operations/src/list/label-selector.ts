import { OperationError } from '../operation-error.ts';
import { type LabelToken, readLabelTokens } from './label-tokens.ts';

/** One condition of a label selector. `gt` and `lt` compare integers. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';
  readonly values: readonly string[];
}

/** The conditions of a label selector, all of which have to hold. */
export type LabelSelector = readonly LabelRequirement[];

const OPERATORS: Readonly<Record<string, LabelRequirement['operator']>> = {
  in: 'in',
  notin: 'notin',
  '=': 'in',
  '==': 'in',
  '!=': 'notin',
  '>': 'gt',
  '<': 'lt',
};

/**
 * Returns the conditions of a Kubernetes label selector. An empty text selects everything.
 *
 * @throws {OperationError} `OPERATIONS_SELECTOR`, with Kubernetes' message
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 * @example
 * ```ts
 * parseLabelSelector('app in (web, api), !old').length; // => 2
 * ```
 */
export function parseLabelSelector(text: string): LabelSelector {
  const cursor = new Cursor(readLabelTokens(text));
  const requirements: LabelRequirement[] = [];
  if (cursor.peek().kind === 'end') return requirements;
  if (!cursor.startsRequirement())
    throw refuse(`found '${cursor.peek().text}', expected: !, identifier, or 'end of string'`);
  for (;;) {
    requirements.push(readRequirement(cursor));
    const after = cursor.take();
    if (after.kind === 'end') return requirements;
    if (after.text !== ',') throw refuse(`found '${after.text}', expected: ',' or 'end of string'`);
    if (!cursor.startsRequirement())
      throw refuse(`found '${cursor.peek().text}', expected: identifier after ','`);
  }
}

/** Tells whether an object with these labels meets every condition of a selector. */
export function matchesLabels(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return selector.every((requirement) => meets(requirement, labels[requirement.key]));
}

function meets({ operator, values }: LabelRequirement, label: string | undefined): boolean {
  switch (operator) {
    case 'in':
      return label !== undefined && values.includes(label);
    case 'notin':
      return label === undefined || !values.includes(label);
    case 'exists':
      return label !== undefined;
    case '!':
      return label === undefined;
    default: {
      if (label === undefined || !isInteger(label)) return false;
      const [number, limit] = [BigInt(label), BigInt(values[0] ?? '0')];
      return operator === 'gt' ? number > limit : number < limit;
    }
  }
}

/** Goes through the pieces of a selector. */
class Cursor {
  readonly #tokens: readonly LabelToken[];
  #at = 0;

  constructor(tokens: readonly LabelToken[]) {
    this.#tokens = tokens;
  }

  peek(): LabelToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '' };
  }

  take(): LabelToken {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  startsRequirement(): boolean {
    const { kind, text } = this.peek();
    return kind === 'word' || text === '!';
  }

  /** Tells whether the next piece ends a requirement. */
  isAtEnd(): boolean {
    const { kind, text } = this.peek();
    return kind === 'end' || text === ',';
  }
}

function readRequirement(cursor: Cursor): LabelRequirement {
  const isAbsence = cursor.peek().text === '!';
  if (isAbsence) cursor.take();
  const { kind, text: key } = cursor.take();
  if (kind !== 'word') throw refuseRequirement(`found '${key}', expected: identifier`);
  if (isAbsence) return { key, operator: '!', values: [] };
  if (cursor.isAtEnd()) return { key, operator: 'exists', values: [] };
  const { text } = cursor.take();
  const operator = Object.hasOwn(OPERATORS, text) ? OPERATORS[text] : undefined;
  if (operator === undefined)
    throw refuseRequirement(`found '${text}', expected: in, notin, =, ==, !=, gt, lt`);
  const values = text === 'in' || text === 'notin' ? readSet(cursor) : [readExactValue(cursor)];
  const [limit = ''] = values;
  if ((operator === 'gt' || operator === 'lt') && !isInteger(limit))
    throw refuseRequirement(
      `values[0][${key}]: Invalid value: "${limit}": for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  return { key, operator, values };
}

function readExactValue(cursor: Cursor): string {
  if (cursor.isAtEnd()) return '';
  const { kind, text } = cursor.take();
  if (kind === 'word') return text;
  throw refuseRequirement(`found '${text}', expected: identifier`);
}

/** Reads the values of `in (a, b)`. A value may be empty, as in `(a,)`. */
function readSet(cursor: Cursor): readonly string[] {
  const open = cursor.take();
  if (open.text !== '(') throw refuseRequirement(`found '${open.text}' expected: '('`);
  const values = new Set<string>();
  let before = '(';
  for (;;) {
    const { kind, text } = cursor.take();
    if (kind === 'word' && before !== 'word') {
      values.add(text);
      before = 'word';
      continue;
    }
    if (text !== ',' && text !== ')')
      throw refuseRequirement(
        `found '${text}', expected: ${before === 'word' ? "',' or ')'" : "',', ')' or identifier"}`,
      );
    // An empty value is before each comma and bracket that no word precedes, except in empty brackets.
    if (before !== 'word' && !(text === ')' && before === '(')) values.add('');
    if (text === ')') break;
    before = ',';
  }
  if (values.size > 0) return [...values];
  throw refuseRequirement(
    "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty",
  );
}

function isInteger(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}

function refuseRequirement(message: string): OperationError {
  return refuse(`unable to parse requirement: ${message}`);
}

function refuse(message: string): OperationError {
  return new OperationError('OPERATIONS_SELECTOR', message, {
    advice: 'Write conditions such as app=web, app!=web, app in (web,api) or !app, with commas between them',
  });
}
