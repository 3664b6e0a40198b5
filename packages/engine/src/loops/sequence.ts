import { formatGoInteger } from '../go/integer-format.ts';
import { type Scalar, type SequenceFields, scalarText } from '../manifest/fields.ts';

/**
 * The items of a `withSequence` as JSON texts (S-9.3).
 *
 * @throws Error with Go's words when a bound is no number
 */
export function sequenceItems(sequence: SequenceFields): readonly string[] {
  const start = sequence.start === undefined ? 0 : readInteger(sequence.start);
  let end: number;
  if (sequence.end !== undefined) end = readInteger(sequence.end);
  else if (sequence.count !== undefined) {
    const count = readInteger(sequence.count);
    if (count === 0) return [];
    end = start + count - 1;
  } else throw new Error('neither end nor count was specified in withSequence');
  const format = sequence.format || '%d';
  const items: string[] = [];
  const step = start <= end ? 1 : -1;
  for (let value = start; step > 0 ? value <= end : value >= end; value += step) {
    items.push(JSON.stringify(formatGoInteger(format, value)));
  }
  return items;
}

function readInteger(value: Scalar): number {
  const text = scalarText(value);
  if (!/^[-+]?\d+$/.test(text))
    throw new Error(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}
