import {
  describeIssues,
  type SchemaInput,
  type SchemaOutput,
  type SchemaResult,
  type StandardSchema,
} from './standard-schema.ts';

/**
 * Returns a function whose argument is checked, and converted, by a schema before it runs. The schema is part of the function's code, so the
 * task checks it, too.
 *
 * A schema with asynchronous checks makes the function asynchronous: it returns a promise of its result.
 *
 * @throws TypeError with the name `PIPELINE_INPUT_INVALID` from the returned function, if the argument does not match the schema
 * @example
 * ```ts
 * import { z } from 'zod';
 *
 * const Order = z.object({ id: z.number().int().positive(), note: z.string().default('none') });
 *
 * export const takeOrder = checked(Order, (order): string => `${order.id} ${order.note.toUpperCase()}`);
 * ```
 */
export function checked<TSchema extends StandardSchema, TResult>(
  schema: TSchema,
  run: (value: SchemaOutput<TSchema>) => TResult,
): (value: SchemaInput<TSchema>) => TResult {
  const finish = (result: SchemaResult<unknown>): TResult => {
    if (result.issues === undefined) return run(result.value);
    const error = new TypeError(describeIssues(result.issues));
    error.name = 'PIPELINE_INPUT_INVALID';
    throw error;
  };
  return (value) => {
    const result = schema['~standard'].validate(value);
    // The type of a schema does not say whether its checks are asynchronous. Tasks await the result.
    return result instanceof Promise ? (result.then(finish) as TResult) : finish(result);
  };
}
