import type { JsonSchema } from '@tiphys/signature/model';
import type { InputDeclaration } from '../ir/component/input-declaration.ts';
import { type ConfigKey, isClusterValue } from '../ir/surface/cluster-values.ts';
import type { InputFile } from '../ir/surface/markers.ts';
import type { OutputHandle } from '../ir/surface/output.ts';
import type { SchemaInput, StandardSchema } from '../ir/surface/standard-schema.ts';
import type { FileRef } from '../ir/surface/wire.ts';
import { PipelineError } from '../pipeline-error.ts';
import { findSource } from './handles/handle.ts';
import type { ChoiceOptions, InputOptions } from './options/input-options.ts';
import { isPlainObject } from './options/option-check.ts';
import { declareSchemaInput, isStandardSchema } from './schema-input.ts';
import {
  assertChoiceOptions,
  assertConfigOptions,
  assertInputOptions,
  assertSchemaInputOptions,
} from './settings/call-options.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/**
 * Declares an input that must be given when the workflow is submitted, with the type of its values or with a schema of a library (zod,
 * valibot, arktype or any other that follows Standard Schema). A schema with a default makes the input optional.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * export default pipeline('greet', { who: input<string>({ description: 'Who is greeted' }) }, ({ who }) => {
 *   notify({ text: who });
 * });
 * ```
 */
export function input<TSchema extends StandardSchema>(
  schema: TSchema,
  options?: Pick<InputOptions, 'description'>,
): InputDeclaration<SchemaInput<TSchema>, undefined extends SchemaInput<TSchema> ? false : true>;
export function input<T>(options?: InputOptions): InputDeclaration<T, true>;
export function input(first: unknown = {}, second: InputOptions = {}): InputDeclaration<unknown> {
  return withCallerLocation(input, () => {
    if (isStandardSchema(first)) {
      assertSchemaInputOptions(second);
      return declareSchemaInput(first, second.description);
    }
    assertInputOptions(first);
    // They have been checked.
    const { schema, description } = first as InputOptions;
    const declaration: InputDeclaration<unknown> = {
      kind: 'tiphys-input',
      schema,
      choices: undefined,
      description,
    };
    // The loader calls it with the schema of the type argument.
    const typed = (typeSchema: JsonSchema): InputDeclaration<unknown> => ({ ...declaration, typeSchema });
    return Object.defineProperty({ ...declaration }, 'typed', { value: typed });
  });
}

/**
 * Declares an input that takes one of the given values. The default is the first one, unless `default` names another.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { draw } from './components.generated.ts';
 *
 * export default pipeline('draw', { count: oneOf([5, 50, 500]) }, ({ count }) => ({ numbers: draw({ count }) }));
 * ```
 */
export function oneOf<const T extends string | number | boolean>(
  choices: readonly [T, ...T[]],
  options: ChoiceOptions<NoInfer<T>> = {},
): InputDeclaration<T, false> {
  withCallerLocation(oneOf, () => {
    assertChoices(choices);
    assertChoiceOptions(options, choices);
  });
  const { description, default: given = choices[0] } = options;
  return { kind: 'tiphys-input', schema: { enum: choices }, choices, default: given, description };
}

/**
 * Declares an input whose default is a key of a ConfigMap, read when the workflow starts. The ConfigMap needs the label
 * `workflows.argoproj.io/configmap-type: Parameter`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * const site = config('site', ['region']);
 *
 * export default pipeline('greet', { region: fromConfig(site.region) }, ({ region }) => {
 *   notify({ text: region });
 * });
 * ```
 */
export function fromConfig<T = string>(key: ConfigKey, options: InputOptions = {}): InputDeclaration<T> {
  withCallerLocation(fromConfig, () => {
    if (findSource(key) !== undefined || !isClusterValue(key) || key.kind !== 'configKey')
      throw new PipelineError(
        'PIPELINE_INVALID_OPTION',
        "fromConfig(...) takes a key of a ConfigMap: fromConfig(config('site', ['region']).region).",
      );
    assertConfigOptions(options);
  });
  const { schema, description } = options;
  return { kind: 'tiphys-input', schema, choices: undefined, from: key, description };
}

/** Options of an input that is a file. */
export interface FileInputOptions<TKind extends string> extends Pick<InputOptions, 'description'> {
  /** A file from elsewhere: `file.http(...)`, `file.s3(...)`. */
  readonly default?: OutputHandle<FileRef<TKind>>;
}

/**
 * Declares an input that is a file. Components get its path.
 *
 * A workflow is submitted with values only, so a pipeline needs the default unless other pipelines call it.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function inputFile<TKind extends string = string>(
  options: FileInputOptions<TKind> & { readonly default: OutputHandle<FileRef<TKind>> },
): InputDeclaration<InputFile<TKind>, false>;
export function inputFile<TKind extends string = string>(
  options?: Pick<InputOptions, 'description'>,
): InputDeclaration<InputFile<TKind>, true>;
export function inputFile<TKind extends string = string>(
  options: FileInputOptions<TKind> = {},
): InputDeclaration<InputFile<TKind>> {
  withCallerLocation(inputFile, () => assertFileInput(options));
  const { description, default: given } = options;
  return {
    kind: 'tiphys-input',
    schema: {},
    choices: undefined,
    file: true,
    description,
    ...(given === undefined ? {} : { default: given }),
  };
}

function assertFileInput(options: FileInputOptions<string>): void {
  if (!isPlainObject(options)) assertInputOptions(options);
  const { default: given, ...rest } = options;
  assertInputOptions(rest);
  const source = findSource(given);
  if (given === undefined || (source?.kind === 'file' && source.parts.length === 0)) return;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    '"default" of inputFile must be a file from elsewhere whose location is known, such as file.http("https://example.org/a.csv").',
  );
}

function assertChoices(choices: unknown): void {
  if (!Array.isArray(choices))
    throw new PipelineError('PIPELINE_INVALID_OPTION', "oneOf(...) takes a list: oneOf(['min', 'max']).");
  const wrong = choices.find(
    (choice) => typeof choice !== 'string' && typeof choice !== 'boolean' && !Number.isFinite(choice),
  );
  const fault =
    choices.length === 0
      ? 'needs at least one value'
      : wrong !== undefined
        ? 'takes strings, finite numbers and booleans only'
        : new Set(choices).size < choices.length
          ? 'lists a value twice'
          : undefined;
  if (fault !== undefined) throw new PipelineError('PIPELINE_INVALID_OPTION', `oneOf(...) ${fault}.`);
}
