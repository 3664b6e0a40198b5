import { WRITES_LISTS, WRITES_TEXTS } from '../features.ts';
import { inspect } from '../kept-modules.ts';
import { shorten } from '../short-text.ts';
import { TaskError } from '../task-error.ts';
import { escapeText } from './escape-text.ts';
import { mapElements } from './map-elements.ts';

type ScalarType = 'number' | 'string' | 'boolean';

/** A type of values that {@link encodePlain} encodes: a scalar, a list of scalars, a list of such lists and so on. */
export type PlainType = ScalarType | `${ScalarType}${string}[]`;

/**
 * Encodes a value of a plain type, with the same result as {@link encodeValue}. Null is of every type, as in TypeScript without `strict`.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON` if it is not of the type
 */
export function encodePlain(value: unknown, type: string, place: string): string {
  if (WRITES_LISTS && Array.isArray(value) && type.endsWith('[]'))
    return `[${mapElements(value, (one, index) => encodePlain(one, type.slice(0, -2), `${place}[${index}]`))}]`;
  // NaN and infinity become null, too.
  const text = JSON.stringify(typeof value === type ? value : null);
  // As JSON, a date would look like the string that it is not.
  if (text === 'null' && value !== null)
    throw new TaskError(
      `PIPELINE_OUTPUT_NOT_JSON: ${place} is ${shorten(inspect(value))}, not JSON of type ${type}.`,
    );
  return WRITES_TEXTS ? escapeText(text) : text;
}
