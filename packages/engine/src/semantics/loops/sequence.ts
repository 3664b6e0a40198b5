import { formatIntegerGo, parseIntGo } from '@tiphys/go';
import { type Scalar, type SequenceFields, scalarText } from '../../manifest/fields.ts';

/**
 * Returns the items of a `withSequence` as JSON, which need not be valid.
 *
 * @param announce receives their number before they are made
 * @throws Error with Go's message if a bound is not a number
 */
export function sequenceItems(
  sequence: SequenceFields,
  announce: (count: number) => void,
): readonly string[] {
  const { start, count, step } = rangeOf(sequence);
  announce(count);
  const format = sequence.format || '%d';
  return Array.from(
    { length: count },
    (_, index) =>
      // Argo puts the text between quotes without escaping it.
      `"${formatIntegerGo(format, start + BigInt(index) * step)}"`,
  );
}

function rangeOf(sequence: SequenceFields): {
  readonly start: bigint;
  readonly count: number;
  readonly step: 1n | -1n;
} {
  const start = sequence.start === undefined ? 0n : readInteger(sequence.start);
  let end: bigint;
  if (sequence.end !== undefined) end = readInteger(sequence.end);
  else if (sequence.count !== undefined) {
    const count = readInteger(sequence.count);
    if (count === 0n) return { start, count: 0, step: 1n };
    end = start + count - 1n;
  } else throw new Error('neither end nor count was specified in withSequence');
  const step = start <= end ? 1n : -1n;
  return { start, count: Number((end - start) * step) + 1, step };
}

function readInteger(value: Scalar): bigint {
  return parseIntGo(scalarText(value));
}
