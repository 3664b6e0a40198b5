import { didYouMean, show } from '../author/options/option-check.ts';
import { type CompiledInput, encodePipelineInput } from '../compile/compiled-input.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { PipelineError } from '../pipeline-error.ts';

/** How the inputs of a run are given, for its errors. */
export interface InputErrors {
  /** The code for an input that the pipeline does not have. @default 'PIPELINE_UNKNOWN_ARGUMENT' */
  readonly unknown?: string;
  /** The code for an input without a value and a default. @default 'PIPELINE_MISSING_ARGUMENT' */
  readonly missing?: string;
  /** Says where the inputs are given: `inputs: { count: ... }`. @default as the argument of a call */
  readonly place?: (inputs: string) => string;
}

/** A pipeline, with its inputs. */
interface PipelineInputs {
  readonly name: string;
  readonly inputs: readonly CompiledInput[];
}

/**
 * Returns the texts of the parameters of a workflow for the values of the inputs of its pipeline. Undefined is the default.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT`,
 * `PIPELINE_VALUE_TOO_LARGE`, `PIPELINE_UNSUPPORTED_VALUE`
 */
export function encodeInputs(
  { name: pipeline, inputs }: PipelineInputs,
  given: Readonly<Record<string, unknown>>,
  errors: InputErrors = {},
): Readonly<Record<string, string>> {
  assertInputNames({ name: pipeline, inputs }, given, errors);
  const missing = inputs.filter(({ name, required }) => required && given[name] === undefined);
  if (missing.length > 0) {
    const { place = (values) => values } = errors;
    throw new PipelineError(
      errors.missing ?? 'PIPELINE_MISSING_ARGUMENT',
      `The pipeline ${pipeline} needs a value for ${missing.map(({ name }) => `"${name}"`).join(', ')}. Give it in ${place(`{ ${missing.map(({ name }) => `${name}: ...`).join(', ')} }`)}.`,
    );
  }
  const texts = inputs
    .filter(({ name }) => given[name] !== undefined)
    .map((input) => [input.name, encodePipelineInput(input, toText(input, given[input.name]))] as const);
  return Object.fromEntries(texts);
}

/**
 * Returns the texts of some parameters of a workflow for values of inputs that were given as texts: JSON, or the plain text of a string. Undefined
 * leaves the parameter out.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT`,
 * `PIPELINE_VALUE_TOO_LARGE`
 */
export function encodeParameters(
  pipeline: PipelineInputs,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  assertInputNames(pipeline, given);
  const texts = pipeline.inputs.flatMap((input) => {
    const text: unknown = given[input.name];
    if (text === undefined) return [];
    if (typeof text === 'string') return [[input.name, encodePipelineInput(input, text)] as const];
    throw new PipelineError(
      'PIPELINE_INPUT_INVALID',
      `The parameter "${input.name}" must be a text, such as '5' or '["a"]', not ${show(text)}.`,
    );
  });
  return Object.fromEntries(texts);
}

function assertInputNames(
  { name: pipeline, inputs }: PipelineInputs,
  given: Readonly<Record<string, unknown>>,
  errors: InputErrors = {},
): void {
  const names = inputs.map(({ name }) => name);
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new PipelineError(
      'PIPELINE_INPUT_INVALID',
      `The inputs of the pipeline ${pipeline} must be an object with values by name, not ${show(given)}.`,
    );
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown === undefined) return;
  const list = names.length === 0 ? 'It has no inputs.' : `Its inputs are ${names.join(', ')}.`;
  throw new PipelineError(
    errors.unknown ?? 'PIPELINE_UNKNOWN_ARGUMENT',
    `The pipeline ${pipeline} has no input "${unknown}". ${didYouMean(unknown, names) ?? list}`,
  );
}

function toText(input: CompiledInput, value: unknown): string {
  if (input.form !== 'text') return encodeValue(value);
  if (typeof value === 'string') return value;
  throw new PipelineError(
    'PIPELINE_INPUT_INVALID',
    `The input "${input.name}" does not accept ${show(value)}: ${input.name} must be a string.`,
  );
}
