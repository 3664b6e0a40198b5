import { compilePattern, matches, parseFloatGo, parseJson, tryParseIntGo } from '@tiphys/go';
import { printGoValue } from '../values/print-value.ts';
import { entriesOf, isList, isMap } from '../values/value.ts';
import { findUnquoted } from './find-unquoted.ts';

/** The element that a condition tests, and how paths are resolved from it. */
export interface ConditionScope {
  readonly root: unknown;
  readonly current: unknown;
  readonly select: (path: string, from: unknown) => unknown;
}

type Evaluate = (scope: ConditionScope) => unknown;

/** An operation, a word of the text, a literal list or map, or undefined for an empty text. */
type Operand =
  | { readonly kind: 'operation'; readonly evaluate: Evaluate }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'literal'; readonly value: unknown }
  | undefined;

/** Returns the value of an operand. The words `@`, `$`, `nil` and `null` have one. Throws a plain error for a missing operand. */
function valueIn(operand: Operand, scope: ConditionScope): unknown {
  if (operand === undefined) throw new Error('invalid argument. is nil');
  if (operand.kind === 'literal') return operand.value;
  const value = operand.kind === 'word' ? operand.text : operand.evaluate(scope);
  return typeof value === 'string' ? resolveWord(value, scope) : value;
}

function resolveWord(word: string, { root, current }: ConditionScope): unknown {
  if (word === '$') return root;
  if (word === '@') return current;
  return word === 'nil' || word === 'null' ? null : word;
}

function numberOf(operand: Operand, scope: ConditionScope): number {
  const value = parseFloatGo(printGoValue(valueIn(operand, scope)));
  if (value === undefined) throw new Error('invalid argument. expected number');
  return value;
}

function integerOf(operand: Operand, scope: ConditionScope): bigint {
  const value = tryParseIntGo(printGoValue(valueIn(operand, scope)));
  if (value === undefined) throw new Error('invalid argument. expected integer');
  return value;
}

function booleanOf(operand: Operand, scope: ConditionScope): boolean {
  const value = operand === undefined ? null : valueIn(operand, scope);
  if (value === null || value === undefined) return false;
  const text = printGoValue(value);
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  if (/^(?:0|f|F|FALSE|false|False)$/.test(text)) return false;
  throw new Error('invalid argument. expected boolean');
}

const quotedBy = (text: string, quote: string): boolean =>
  text.length > 1 && text.startsWith(quote) && text.endsWith(quote);

/** Returns the text of an operand. Strings of the data and of the condition are in single quotes, bare words are not. */
function textOf(operand: Operand, scope: ConditionScope): string {
  const value = valueIn(operand, scope);
  if (typeof value !== 'string') return printGoValue(value);
  return quotedBy(value, '"') ? `'${value.slice(1, -1)}'` : value;
}

function unquote(text: string): string {
  return quotedBy(text, "'") ? text.slice(1, -1) : text;
}

/** Returns the result, or undefined on an error. The library drops these errors too. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}

function same(left: Operand, right: Operand, scope: ConditionScope): boolean {
  const numbers = [left, right].map((operand) => attempt(() => numberOf(operand, scope)));
  if (numbers.every((number) => number !== undefined)) return numbers[0] === numbers[1];
  return textOf(left, scope) === textOf(right, scope);
}

function elementsOf(operand: Operand, scope: ConditionScope): readonly unknown[] {
  let value = valueIn(operand, scope);
  if (typeof value === 'string' && /^(?:\[.*\]|\{.*\})$/s.test(value)) value = parseJson(value);
  if (isList(value)) return value;
  if (isMap(value)) return entriesOf(value).map(([, entry]) => entry);
  throw new Error('invalid argument. expected array, map, or slice');
}

function isAmong(left: Operand, right: Operand, scope: ConditionScope): boolean {
  const item = attempt(() => numberOf(left, scope)) ?? attempt(() => textOf(left, scope));
  return elementsOf(right, scope).includes(item);
}

type Binary = (left: Operand, right: Operand, scope: ConditionScope) => unknown;

const numeric =
  (run: (left: number, right: number) => unknown): Binary =>
  (left, right, scope) =>
    run(numberOf(left, scope), numberOf(right, scope));

/** The operators, lowest precedence first. A text is split at the first operator of the list that it contains. */
const operators: readonly (readonly [string, Binary])[] = [
  // Both sides are evaluated, so that a side of a wrong type fails.
  ['||', (left, right, scope) => [booleanOf(left, scope), booleanOf(right, scope)].includes(true)],
  ['&&', (left, right, scope) => ![booleanOf(left, scope), booleanOf(right, scope)].includes(false)],
  ['==', same],
  ['!=', (left, right, scope) => !same(left, right, scope)],
  ['<=', numeric((left, right) => left <= right)],
  ['>=', numeric((left, right) => left >= right)],
  ['<', numeric((left, right) => left < right)],
  ['>', numeric((left, right) => left > right)],
  [
    '=~',
    (left, right, scope) => {
      const text = unquote(textOf(left, scope));
      return matches(compilePattern(unquote(textOf(right, scope))), text);
    },
  ],
  ['!', (_left, right, scope) => !booleanOf(right, scope)],
  ['+', numeric((left, right) => left + right)],
  ['-', numeric((left, right) => left - right)],
  ['**', numeric((left, right) => left ** right)],
  ['*', numeric((left, right) => left * right)],
  ['/', numeric((left, right) => left / right)],
  ['%', (left, right, scope) => Number(integerOf(left, scope) % integerOf(right, scope))],
  ['not in', (left, right, scope) => !isAmong(left, right, scope)],
  ['in', isAmong],
];

const signs: readonly string[] = [...operators.map(([sign]) => sign), '@', '$'];
const binaryOf: ReadonlyMap<string, Binary> = new Map(operators);
const isPath = (sign: string): boolean => sign === '@' || sign === '$';

/** Throws a plain error if a text is not a path. */
type CheckPath = (path: string) => unknown;

function readOperand(text: string, level: readonly string[], check: CheckPath): Operand {
  const operation = readOperation(text, level, check);
  if (operation !== undefined) return { kind: 'operation', evaluate: operation };
  const word = text.trim();
  if (word === '') return undefined;
  const value = /^(?:\[.*\]|\{.*\})$/s.test(word) ? attempt(() => parseJson(word)) : undefined;
  return value === undefined ? { kind: 'word', text: word } : { kind: 'literal', value };
}

/** Returns the operation of a text from a level of operators on; undefined if it has none. */
function readOperation(given: string, from: readonly string[], check: CheckPath): Evaluate | undefined {
  let text = given.trim();
  let level = from;
  const [sign = ''] = level;
  if (text === '') return undefined;
  if (text.startsWith('(') && text.endsWith(')')) {
    text = text.slice(1, -1).trim();
    level = ['', ...signs];
  }
  const looser = (): Evaluate | undefined =>
    level.length === 1 ? undefined : readOperation(text, level.slice(1), check);
  const at = findUnquoted(text, sign);
  if (at < 0) return looser();
  const rest = text.slice(at + sign.length).trim();
  if (rest === '' && !isPath(sign)) return looser();
  const right = readOperand(rest, level, check);
  const before = text.slice(0, at).trim();
  if (before === '' && !isPath(sign) && sign !== '!') return looser();
  const left = readOperand(before, level, check);
  if ((isPath(sign) || sign === '!') && left !== undefined) return looser();
  if (isPath(sign)) return pathOperation(text, check);
  const run = binaryOf.get(sign);
  if (run === undefined) throw new Error('unsupported operator');
  return (scope) => run(left, right, scope);
}

/** Returns the operation of a path. Strings that it finds are quoted, unlike words such as `nil`. */
function pathOperation(text: string, check: CheckPath): Evaluate {
  check(`$${text.slice(1)}`);
  return ({ root, current, select }) => {
    const value = select(`$${text.slice(1)}`, text.startsWith('@') ? current : root);
    return typeof value === 'string' && !quotedBy(value, "'") ? `'${value}'` : value;
  };
}

/** Tells whether a value is truthy: zero and empty values are not. */
function holds(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === 'string') return (quotedBy(value, '"') ? value.slice(1, -1) : unquote(value)) !== '';
  if (isList(value)) return value.length > 0;
  if (isMap(value)) return entriesOf(value).length > 0;
  return value !== false && value !== 0 && value !== 0n;
}

/** Tells whether an element matches. It does not if the condition fails. */
export type PathCondition = (scope: ConditionScope) => boolean;

/**
 * Parses a condition such as `@.age > 3`, as the library does: it splits the text at operators outside quotes and brackets, compares texts
 * that look like numbers as numbers, and takes other words literally.
 *
 * @throws Error if a text in parentheses cannot be split, or `check` refuses a path in it
 */
export function readCondition(text: string, check: CheckPath): PathCondition {
  if (text === '') throw new Error('invalid expression. is empty');
  const operation = readOperation(text, signs, check);
  const word: Operand = { kind: 'word', text };
  const evaluate: Evaluate =
    operation ??
    ((scope) =>
      resolveWord(text, scope) !== text
        ? resolveWord(text, scope)
        : (attempt(() => numberOf(word, scope)) ?? attempt(() => booleanOf(word, scope)) ?? text));
  return (scope) => holds(attempt(() => evaluate(scope)));
}
