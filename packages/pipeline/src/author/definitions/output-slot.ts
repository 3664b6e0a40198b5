import type { JsonSchema } from '@tiphys/signature/model';
import type { FileOptions, OutputPlace } from '../../ir/component/definition.ts';
import type { OutputFile } from '../../ir/surface/markers.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import {
  assertOptions,
  flag,
  isPlainObject,
  mustBe,
  type OptionTable,
  show,
  textOf,
  wordOf,
} from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

declare const slotType: unique symbol;

/** Where a container or another template leaves a value or a file. */
export interface OutputSlot<T> {
  /** The type of the value, for the compiler only. */
  readonly [slotType]?: T;
  readonly kind: 'tiphys-output';
  readonly place: OutputPlace;
  readonly path: string;
  /** Schema of the value; undefined if its type is unknown. */
  readonly schema: JsonSchema | undefined;
  readonly default: { readonly value: unknown } | undefined;
  readonly file: FileOptions | undefined;
}

/** Options of `output`. */
export interface OutputOptions<T> {
  /** The value if the container does not write the file. */
  readonly default?: T;
  /** JSON Schema of the value. @default read from the type argument */
  readonly schema?: JsonSchema;
}

/** Options of `stdout` and `jsonPath`. */
export type ValueOptions = Pick<OutputOptions<unknown>, 'schema'>;

/**
 * Declares an output whose value is the content of a file that the container writes.
 *
 * A string is the text itself, without one newline at its end. Everything else is read as JSON.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function output(path: `/${string}`, options?: OutputOptions<string>): OutputSlot<string>;
export function output<T>(path: `/${string}`, options?: OutputOptions<T>): OutputSlot<T>;
export function output(path: `/${string}`, options: OutputOptions<unknown> = {}): OutputSlot<unknown> {
  return withCallerLocation(output, () => {
    assertPath(path, 'output');
    assertOptions(options, outputFields, { what: 'the output' });
    const preset = options.default === undefined ? undefined : { value: options.default };
    return slotOf({ place: 'path', path, schema: options.schema, default: preset });
  });
}

/**
 * Declares an output that is a file, or a folder, that the container writes.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function outputFile<TKind extends string = string>(
  path: `/${string}`,
  options: FileOptions = {},
): OutputSlot<OutputFile<TKind>> {
  return withCallerLocation(outputFile, () => {
    assertPath(path, 'outputFile');
    assertOptions(options, fileFields, { what: 'the output' });
    // The type of a slot only exists for the compiler.
    return slotOf({ place: 'file', path, schema: {}, file: options }) as OutputSlot<OutputFile<TKind>>;
  });
}

/**
 * Declares an output whose value is what the container prints. Argo keeps the last 256 KiB.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function stdout(options?: ValueOptions): OutputSlot<string>;
export function stdout<T>(options?: ValueOptions): OutputSlot<T>;
export function stdout(options: ValueOptions = {}): OutputSlot<unknown> {
  return withCallerLocation(stdout, () => {
    assertOptions(options, valueFields, { what: 'the output' });
    return slotOf({ place: 'stdout', path: '', schema: options.schema });
  });
}

/**
 * Declares an output that is a field of an object in the cluster: `jsonPath('{.metadata.uid}')`.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 */
export function jsonPath(path: string, options?: ValueOptions): OutputSlot<string>;
export function jsonPath<T>(path: string, options?: ValueOptions): OutputSlot<T>;
export function jsonPath(path: string, options: ValueOptions = {}): OutputSlot<unknown> {
  return withCallerLocation(jsonPath, () => {
    assertOptions(options, valueFields, { what: 'the output' });
    if (typeof path !== 'string' || !/^\{.+\}$/.test(path) || path.includes('{{'))
      throw new PipelineError(
        'PIPELINE_INVALID_OPTION',
        `jsonPath(...) takes a path in braces such as '{.metadata.uid}', not ${show(path)}.`,
      );
    return slotOf({ place: 'field', path, schema: options.schema });
  });
}

/** Tells whether a value is the declaration of an output. */
export function isSlot(value: unknown): value is OutputSlot<unknown> {
  return isPlainObject(value) && value.kind === 'tiphys-output';
}

type SlotParts = Pick<OutputSlot<unknown>, 'place' | 'path' | 'schema'> &
  Partial<Pick<OutputSlot<unknown>, 'default' | 'file'>>;

function slotOf(parts: SlotParts): OutputSlot<unknown> {
  return {
    kind: 'tiphys-output',
    default: undefined,
    file: undefined,
    ...parts,
    ...({
      typed: (schema: JsonSchema) =>
        parts.schema === undefined ? slotOf({ ...parts, schema }) : slotOf(parts),
    } satisfies TypedSlot),
  };
}

/** What the loader calls with the schema of the type argument. */
interface TypedSlot {
  typed(schema: JsonSchema): OutputSlot<unknown>;
}

const schema = mustBe({ wanted: "a JSON Schema such as { type: 'number' }" }, isPlainObject);

const valueFields: OptionTable<ValueOptions> = { schema };

const outputFields: OptionTable<OutputOptions<unknown>> = {
  schema,
  default: (value) => {
    encodeValue(value);
  },
};

const fileFields: OptionTable<FileOptions> = {
  archive: wordOf(['none', 'tar', 'zip']),
  key: textOf('a key that is not empty', (text) => text !== ''),
  keep: wordOf(['never', 'with-workflow', 'always']),
  optional: flag,
};

function assertPath(path: unknown, called: string): void {
  if (typeof path === 'string' && path.startsWith('/') && path.length > 1 && !path.includes('{{')) return;
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `${called}(...) takes an absolute path such as '/tmp/result', not ${show(path)}.`,
  );
}
