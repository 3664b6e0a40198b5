import { shortText } from '../short-text.ts';
import { TaskError } from '../task-error.ts';
import { mapElements } from './map-elements.ts';

/**
 * Encodes a list in loop form: a JSON list of the JSON texts of its elements. See docs/wire-format.md#loop-form.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_LIST`, and what `encode` throws
 */
export function encodeItems(
  value: unknown,
  place: string,
  encode: (element: unknown, place: string) => string,
): string {
  if (!Array.isArray(value))
    throw new TaskError(
      `PIPELINE_OUTPUT_NOT_LIST: ${place} is ${shortText(value)}, but a loop iterates over it: it must be a list.`,
    );
  return JSON.stringify(mapElements(value, (one, index) => encode(one, `${place}[${index}]`)));
}
