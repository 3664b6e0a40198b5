import type { JsonSchema } from '@tiphys/signature/model';
import { findMismatches } from '../schemas/check-value.ts';
import { shortText } from '../short-text.ts';
import { TaskError } from '../task-error.ts';

/** An input with its schema; without a schema, it takes any value. */
export interface CheckedInput {
  readonly name: string;
  readonly optional?: boolean;
  readonly schema?: JsonSchema;
}

/**
 * Checks the value of an input and returns it. Argo expressions return null for a missing field of an object, so an optional input that
 * does not take null is omitted then, as in TypeScript.
 *
 * @throws TaskError `PIPELINE_INPUT_INVALID`, with the path and the expected type (`values[2] must be number, got "a"`)
 */
export function checkArgument(task: string, input: CheckedInput, value: unknown): unknown {
  const { name, optional, schema } = input;
  if (value === undefined || !schema) return value;
  const mismatches = findMismatches(schema, value, name);
  const last = mismatches.at(-1);
  if (last === undefined) return value;
  if (value === null && optional) return undefined;
  // The members of a union say what they want; the union itself is last.
  const wanted = new Set(mismatches.filter(({ at }) => at === last.at).flatMap((one) => one.wanted));
  const text = wanted.size > 0 ? `be ${[...wanted].join(' or ')}` : last.text;
  throw new TaskError(
    'PIPELINE_INPUT_INVALID',
    `Input "${name}" of ${task}: ${last.at} must ${text}, got ${shortText(last.found)}.`,
  );
}
