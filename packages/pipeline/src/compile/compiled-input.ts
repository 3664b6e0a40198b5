import { createRequire } from 'node:module';
import type { JsonSchema } from '@tiphys/signature/model';
import type { ValidateFunction } from 'ajv';
import type { PipelineInput } from '../ir/component/pipeline-input.ts';
import { describeIssues, type StandardSchema } from '../ir/surface/standard-schema.ts';
import { escapeJsonText } from '../ir/wire/encode-value.ts';
import { findSizeFault, variableBytes } from '../ir/wire/variable-size.ts';
import { PipelineError } from '../pipeline-error.ts';
import { describeInputFault } from './input-fault.ts';
import { findLossyNumber } from './lossy-number.ts';
import { shapeOfDefault } from './shape-of-default.ts';

/** An input of a compiled pipeline. */
export interface CompiledInput {
  readonly name: string;
  readonly description?: string;
  readonly schema: JsonSchema;
  /** Whether values are given as plain text (strings) or as JSON. */
  readonly form: 'text' | 'json';
  readonly required: boolean;
  readonly default?: unknown;
  /** Checks a value with the schema of a library: returns what is wrong with it. @default nothing but the JSON Schema */
  readonly check?: (value: unknown) => string | undefined;
  /** Whether a task gets the whole value in an environment variable, which Linux limits to 128 KiB. */
  readonly inVariable?: boolean;
}

/** Returns the description of an input. */
export function describeInput({
  name,
  description,
  schema,
  form,
  default: given,
  from,
  standard,
  inVariable,
}: PipelineInput): CompiledInput {
  return {
    name,
    ...(description === undefined ? {} : { description }),
    schema: given !== undefined && isBare(schema) ? shapeOfDefault(given.value) : schema,
    form: form ?? 'json',
    required: given === undefined && from === undefined,
    ...(given === undefined ? {} : { default: given.value }),
    ...(standard === undefined ? {} : { check: (value) => findSchemaFault(standard, value) }),
    ...(inVariable === true ? { inVariable } : {}),
  };
}

/**
 * Checks the schema that the user wrote for an input.
 *
 * @throws PipelineError `PIPELINE_INPUT_SCHEMA`
 */
export function assertSchema({ name, schema, default: given }: PipelineInput): void {
  if (given !== undefined || Object.keys(schema).length === 0) return;
  try {
    validatorOf(schema);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new PipelineError(
      'PIPELINE_INPUT_SCHEMA',
      `The schema of the input "${name}" is not a valid JSON Schema: ${reason}.`,
      { cause },
    );
  }
}

/** Returns what a schema of a library says about a value. Asynchronous checks only run in tasks, in functions with `checked`. */
function findSchemaFault(schema: StandardSchema, value: unknown): string | undefined {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) {
    // A rejection would end the process.
    result.catch(() => {});
    return undefined;
  }
  return result.issues === undefined ? undefined : describeIssues(result.issues);
}

/** Tells whether a schema does not say what a list or an object contains. */
function isBare(schema: JsonSchema): boolean {
  return Object.keys(schema).join() === 'type' && (schema.type === 'object' || schema.type === 'array');
}

/**
 * Parses and checks the value of an input.
 *
 * @throws PipelineError `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT` for a number with too many digits
 * for JavaScript, `PIPELINE_VALUE_TOO_LARGE`
 */
export function parsePipelineInput(input: CompiledInput, text: string): unknown {
  const value = input.form === 'text' ? text : parseJson(input, text);
  const check = validatorOf(input.schema);
  if (!check(value)) {
    const [problem] = check.errors ?? [];
    const reason =
      problem === undefined ? 'It does not match the schema.' : describeInputFault(input.name, problem);
    throw new PipelineError(
      'PIPELINE_INPUT_INVALID',
      `The input "${input.name}" does not accept ${shorten(text)}: ${reason}`,
    );
  }
  const fault = input.check?.(value);
  if (fault !== undefined)
    throw new PipelineError(
      'PIPELINE_INPUT_INVALID',
      `The input "${input.name}" does not accept ${shorten(text)}: ${fault}.`,
    );
  if (input.form === 'json') assertExact(input, text);
  assertSize(input, text);
  return value;
}

/**
 * Returns the text of a parameter for a value that was given as text. JSON has no tags then, and numbers keep their digits.
 *
 * @throws PipelineError like {@link parsePipelineInput}
 */
export function encodePipelineInput(input: CompiledInput, text: string): string {
  parsePipelineInput(input, text);
  return input.form === 'text' ? text : escapeJsonText(text);
}

function assertExact(input: CompiledInput, text: string): void {
  const lossy = findLossyNumber(text);
  if (lossy === undefined) return;
  throw new PipelineError(
    'PIPELINE_INPUT_INEXACT',
    `The input "${input.name}" contains the number ${lossy.text}, which would become ${lossy.becomes}: JavaScript keeps about 16 digits. Shorten it, or declare the input as a string.`,
  );
}

function assertSize(input: CompiledInput, text: string): void {
  if (input.inVariable !== true) return;
  const fault = findSizeFault(variableBytes(escapeJsonText(text), input.form), typeOf(input.schema));
  if (fault === undefined) return;
  throw new PipelineError(
    'PIPELINE_VALUE_TOO_LARGE',
    `The value of the input "${input.name}" is too large. ${fault}`,
  );
}

function typeOf({ type }: JsonSchema): string {
  return type === 'string' || type === 'object' ? type : 'unknown[]';
}

function parseJson(input: CompiledInput, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new PipelineError(
      'PIPELINE_INPUT_NOT_JSON',
      `The input "${input.name}" takes ${expectation(input.schema)}, not ${text.trim() === '' ? 'an empty string' : shorten(text)}.`,
      { cause },
    );
  }
}

function expectation(schema: JsonSchema): string {
  switch (schema.type) {
    case 'number':
      return 'a number';
    case 'integer':
      return 'an integer';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a JSON array such as [1, 2]';
    case 'object':
      return 'a JSON object such as {"a": 1}';
    default:
      return 'a JSON value';
  }
}

/** A string in JSON has its quotes already. */
function shorten(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return /^"(?:[^"\\]|\\.)*"$/.test(shown) ? shown : JSON.stringify(shown);
}

interface AjvModule {
  readonly default: new (options: object) => { compile(schema: JsonSchema): ValidateFunction };
}

const validators = new WeakMap<JsonSchema, ValidateFunction>();

function validatorOf(schema: JsonSchema): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  // Loaded only when a value is given, so that the command starts quickly.
  const { default: Ajv } = createRequire(import.meta.url)('ajv/dist/2020.js') as AjvModule;
  const validator = new Ajv({ strict: false, allErrors: false, verbose: true, logger: false }).compile(
    schema,
  );
  validators.set(schema, validator);
  return validator;
}
