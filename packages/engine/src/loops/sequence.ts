import { formatGoInteger } from '../go/integer-format.ts';
import { type Scalar, type SequenceFields, scalarText } from '../manifest/fields.ts';

/**
 * The items of a `withSequence` as JSON texts.
 *
 * @param announce is told how many there are before they are made
 * @throws Error with Go's words when a bound is not a number
 */
export function sequenceItems(
  sequence: SequenceFields,
  announce: (count: number) => void,
): readonly string[] {
  const { start, count, step } = rangeOf(sequence);
  announce(count);
  const format = sequence.format || '%d';
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify(formatGoInteger(format, start + index * step)),
  );
}

function rangeOf(sequence: SequenceFields): {
  readonly start: number;
  readonly count: number;
  readonly step: 1 | -1;
} {
  const start = sequence.start === undefined ? 0 : readInteger(sequence.start);
  let end: number;
  if (sequence.end !== undefined) end = readInteger(sequence.end);
  else if (sequence.count !== undefined) {
    const count = readInteger(sequence.count);
    if (count === 0) return { start, count, step: 1 };
    end = start + count - 1;
  } else throw new Error('neither end nor count was specified in withSequence');
  return { start, count: Math.abs(end - start) + 1, step: start <= end ? 1 : -1 };
}

function readInteger(value: Scalar): number {
  const text = scalarText(value);
  if (!/^[-+]?\d+$/.test(text))
    throw new Error(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  if (BigInt.asIntN(64, BigInt(text)) !== BigInt(text))
    throw new Error(`strconv.Atoi: parsing ${JSON.stringify(text)}: value out of range`);
  return Number(text);
}
