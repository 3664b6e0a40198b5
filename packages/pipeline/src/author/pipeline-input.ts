import type { JsonSchema } from '@tiphys/signature/model';
import { assertInputOptions } from '../options/call-options.ts';
import { PipelineError } from '../pipeline-error.ts';
import { withCallerLocation } from '../trace/with-caller-location.ts';

declare const inputType: unique symbol;

/** An input of a pipeline, as the author declares it. */
export interface InputDeclaration<T> {
  /** The type of the input; nothing is stored under it. */
  readonly [inputType]?: T;
  readonly kind: 'tiphys-input';
  readonly schema: JsonSchema | undefined;
  readonly choices: readonly unknown[] | undefined;
  readonly description: string | undefined;
}

/** What an input may be told besides its type. */
export interface InputOptions {
  /** What the value is for; shown where a workflow is submitted. */
  readonly description?: string;
  /** JSON Schema that values must meet. @default what `tiphys generate` reads from the type, or what its consumers ask for */
  readonly schema?: JsonSchema;
}

/**
 * Returns an input that must be given when the workflow is submitted.
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
export function input<T>(options: InputOptions = {}): InputDeclaration<T> {
  withCallerLocation(input, () => assertInputOptions(options));
  return {
    kind: 'tiphys-input',
    schema: options.schema,
    choices: undefined,
    description: options.description,
  };
}

/**
 * Returns an input that takes one of the given values; the first one is the default.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { draw } from './components.generated.ts';
 *
 * export default pipeline('draw', { count: oneOf(5, 50, 500) }, ({ count }) => ({ numbers: draw({ count }) }));
 * ```
 */
export function oneOf<const T extends string | number | boolean>(
  ...choices: readonly [T, ...T[]]
): InputDeclaration<T> {
  withCallerLocation(oneOf, () => assertChoices(choices));
  return { kind: 'tiphys-input', schema: { enum: choices }, choices, description: undefined };
}

function assertChoices(choices: readonly unknown[]): void {
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
  if (fault !== undefined)
    throw new PipelineError('PIPELINE_INVALID_OPTION', { message: `oneOf(...) ${fault}.` });
}

/** The declaration of a pipeline's inputs: a default, `input<T>()` or `oneOf(...)` each. */
export type InputDeclarations = Readonly<Record<string, unknown>>;

/** The type of a pipeline's input, from its declaration. */
export type InputType<TDeclaration> = TDeclaration extends InputDeclaration<infer T> ? T : TDeclaration;

/** An input of a pipeline while it is compiled. */
export interface PipelineInput {
  readonly name: string;
  readonly schema: JsonSchema;
  /** Whether the value is given as it is (a string) or as JSON; undefined while nothing is known. */
  readonly form: 'text' | 'json' | undefined;
  readonly default: { readonly value: unknown } | undefined;
  readonly choices: readonly unknown[] | undefined;
  readonly description: string | undefined;
  /** Whether a task takes the whole value in a variable; unknown before the consumers have been seen. */
  readonly inVariable?: boolean;
}
