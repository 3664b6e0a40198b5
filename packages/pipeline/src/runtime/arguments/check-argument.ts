import type { JsonSchema } from '@tiphys/signature/model';
import { CHECKS_INPUTS, CHECKS_SCHEMAS, OMITS_INPUTS } from '../features.ts';
import { findTypeMismatch } from '../schemas/check-type.ts';
import { findMismatch } from '../schemas/check-value.ts';
import type { Schema } from '../schemas/schema.ts';
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
  const { name, schema } = input;
  if (!CHECKS_INPUTS || (OMITS_INPUTS && value === undefined) || !schema) return value;
  const find = CHECKS_SCHEMAS ? findMismatch : findTypeMismatch;
  const mismatch = find(schema as Schema, value, name); // the keywords that are known
  if (!mismatch) return value;
  if (OMITS_INPUTS && value === null && input.optional) return undefined;
  const [at, wanted, found] = mismatch;
  throw new TaskError(
    `PIPELINE_INPUT_INVALID: Input "${name}" of ${task}: ${at} must ${wanted}, got ${shortText(found)}.`,
  );
}
