import { didYouMean, show } from '../author/options/option-check.ts';
import { type CompiledInput, encodePipelineInput } from '../compile/compiled-input.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { PipelineError } from '../pipeline-error.ts';

/**
 * Returns the texts of the parameters for the inputs that a test gives.
 *
 * @throws PipelineError `PIPELINE_TEST_UNKNOWN_INPUT`, `PIPELINE_TEST_MISSING_INPUT`, `PIPELINE_INPUT_INVALID` and other errors of values
 */
export function toInputTexts(
  pipeline: string,
  inputs: readonly CompiledInput[],
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const names = inputs.map(({ name }) => name);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const list = names.length === 0 ? 'It has no inputs.' : `Its inputs are ${names.join(', ')}.`;
    throw new PipelineError(
      'PIPELINE_TEST_UNKNOWN_INPUT',
      `The pipeline ${pipeline} has no input "${unknown}". ${didYouMean(unknown, names) ?? list}`,
    );
  }
  const missing = inputs.filter(({ name, required }) => required && given[name] === undefined);
  if (missing.length > 0) {
    throw new PipelineError(
      'PIPELINE_TEST_MISSING_INPUT',
      `The pipeline ${pipeline} needs a value for ${missing.map(({ name }) => `"${name}"`).join(', ')}. Give it in inputs: { ${missing.map(({ name }) => `${name}: ...`).join(', ')} }.`,
    );
  }
  const texts = inputs
    .filter(({ name }) => given[name] !== undefined)
    .map((input) => [input.name, encodePipelineInput(input, toText(input, given[input.name]))] as const);
  return Object.fromEntries(texts);
}

function toText(input: CompiledInput, value: unknown): string {
  if (input.form !== 'text') return encodeValue(value);
  if (typeof value === 'string') return value;
  throw new PipelineError(
    'PIPELINE_INPUT_INVALID',
    `The input "${input.name}" does not accept ${show(value)}: ${input.name} must be a string.`,
  );
}
