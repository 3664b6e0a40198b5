import { WRITES_PLAIN, WRITES_VALUES } from '../features.ts';
import { encodePlain } from './encode-plain.ts';
import { encodeValue } from './encode-value.ts';

/** Encodes a value as its type says, or any value if the type is the route `value` or `large`. */
type EncodeOutput = (value: unknown, type: string, place: string) => string;

const encodeAny: EncodeOutput = (value, _, place) => encodeValue(value, place);

const encodeEither: EncodeOutput = (value, type, place) =>
  (/^(value|large)$/.test(type) ? encodeAny : encodePlain)(value, type, place);

/** Encodes the result of a function, a field of it, or an element of one of these. */
export const encodeOutput: EncodeOutput = WRITES_VALUES
  ? WRITES_PLAIN
    ? encodeEither
    : encodeAny
  : encodePlain;
