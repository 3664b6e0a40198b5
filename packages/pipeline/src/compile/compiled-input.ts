import { createRequire } from 'node:module';
import type { ValidateFunction } from 'ajv';
import type { PipelineInput } from '../author/pipeline-input.ts';
import type { JsonSchema } from '../component-descriptor.ts';
import { PipelineError } from '../pipeline-error.ts';

/** An input of a compiled pipeline: what a value given on the command line must be. */
export interface CompiledInput {
  readonly name: string;
  readonly description?: string;
  readonly schema: JsonSchema;
  /** Whether the text is the value itself (a string) or its JSON. */
  readonly form: 'text' | 'json';
  readonly required: boolean;
  readonly default?: unknown;
}

/** Returns what is known of an input. */
export function describeInput({
  name,
  description,
  schema,
  form,
  default: given,
}: PipelineInput): CompiledInput {
  return {
    name,
    ...(description === undefined ? {} : { description }),
    schema,
    form: form ?? 'json',
    required: given === undefined,
    ...(given === undefined ? {} : { default: given.value }),
  };
}

/**
 * Returns the value that the given text stands for.
 *
 * @throws PipelineError `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`
 */
export function parsePipelineInput(input: CompiledInput, text: string): unknown {
  const value = input.form === 'text' ? text : parseJson(input, text);
  const check = validatorOf(input.schema);
  if (check(value)) return value;
  const [problem] = check.errors ?? [];
  const place =
    problem?.instancePath === undefined || problem.instancePath === '' ? 'It' : problem.instancePath;
  const choices =
    problem?.keyword === 'enum' ? `: ${JSON.stringify(problem.params.allowedValues).slice(1, -1)}` : '';
  throw new PipelineError('PIPELINE_INPUT_INVALID', {
    message: `The input "${input.name}" does not take ${shorten(text)}. ${place} ${problem?.message ?? 'does not fit'}${choices}.`,
  });
}

function parseJson(input: CompiledInput, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PipelineError('PIPELINE_INPUT_NOT_JSON', {
      message: `The input "${input.name}" takes ${expectation(input.schema)}, and ${shorten(text)} is none.`,
      cause,
    });
  }
}

function expectation(schema: JsonSchema): string {
  switch (schema.type) {
    case 'number':
      return 'a number';
    case 'integer':
      return 'a whole number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list, written as JSON such as [1, 2]';
    case 'object':
      return 'an object, written as JSON such as {"a": 1}';
    default:
      return 'a value written as JSON';
  }
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}

interface AjvModule {
  readonly default: new (options: object) => { compile(schema: JsonSchema): ValidateFunction };
}

const validators = new WeakMap<JsonSchema, ValidateFunction>();

function validatorOf(schema: JsonSchema): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  // Loaded only when a value is given: start-up of the command matters more.
  const { default: Ajv } = createRequire(import.meta.url)('ajv/dist/2020.js') as AjvModule;
  const validator = new Ajv({ strict: false, allErrors: false, logger: false }).compile(schema);
  validators.set(schema, validator);
  return validator;
}
