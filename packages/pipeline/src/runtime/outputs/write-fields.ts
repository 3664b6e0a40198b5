import { FILE_VARIABLE, ITEMS_VARIABLE, OUTPUT_VARIABLE } from '../../ir/wire/task-protocol.ts';
import type { Environment } from '../arguments/read-arguments.ts';
import { shortText } from '../short-text.ts';
import { TaskError } from '../task-error.ts';
import { type TaskOutput, type WriteText, writeOutput } from './write-output.ts';

/**
 * Writes the fields of the result of a function that has several outputs.
 *
 * @throws TaskError `PIPELINE_OUTPUT_FIELDS` if a field is missing or unknown, and as `writeOutput`
 */
export function writeFields(
  task: string,
  fields: readonly TaskOutput[],
  value: unknown,
  env: Environment,
  write: WriteText,
): void {
  const refuse = (fault: string): TaskError =>
    new TaskError(`PIPELINE_OUTPUT_FIELDS: What ${task} returned ${fault}.`);
  if (typeof value !== 'object' || value === null)
    throw refuse(`must be an object with its outputs, but is ${shortText(value)}`);
  const given = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given))
    if (given[name] !== undefined && !fields.some((field) => field.name === name))
      throw refuse(`has the field "${name}", which its type does not have`);
  for (const { name = '', optional } of fields)
    if (given[name] === undefined && !optional) throw refuse(`has no field "${name}"`);
  fields.forEach((field, index) => {
    const one = given[field.name ?? ''];
    const variables = [OUTPUT_VARIABLE, ITEMS_VARIABLE, FILE_VARIABLE].map(
      (variable) => [variable, env[`${variable}_${index}`]] as const,
    );
    const written = one === undefined && field.route !== 'file' ? null : one;
    writeOutput(task, field, written, Object.fromEntries(variables), write);
  });
}
