import type { ExpressionNode } from './node.ts';

const MAX_INT = 2n ** 63n - 1n;

function readInteger(digits: string, text: string, what: string): ExpressionNode {
  const failure = `invalid ${what} literal: strconv.ParseInt: parsing "${text}": `;
  if (digits === '' || digits === '0x' || digits === '0b' || digits === '0o')
    throw new Error(`${failure}invalid syntax`);
  let value: bigint;
  try {
    value = BigInt(digits);
  } catch {
    throw new Error(`${failure}invalid syntax`);
  }
  if (value > MAX_INT) throw new Error(`${failure}value out of range`);
  return { kind: 'integer', value };
}

/** Returns the node of a number literal. Throws a plain error with Go's message. */
export function readNumber(word: string): ExpressionNode {
  const text = word.replaceAll('_', '');
  const lower = text.toLowerCase();
  if (lower.startsWith('0x')) return readInteger(lower, text, 'hex');
  if (/[.e]/.test(lower)) {
    if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/.test(lower)) {
      throw new Error(`invalid float literal: strconv.ParseFloat: parsing "${text}": invalid syntax`);
    }
    const value = Number(lower);
    if (!Number.isFinite(value)) {
      throw new Error(`invalid float literal: strconv.ParseFloat: parsing "${text}": value out of range`);
    }
    return { kind: 'float', value };
  }
  if (lower.startsWith('0b')) return readInteger(lower, text, 'binary');
  if (lower.startsWith('0o')) return readInteger(lower, text, 'octal');
  return readInteger(lower.replace(/^0+(?=\d)/, ''), text, 'integer');
}
