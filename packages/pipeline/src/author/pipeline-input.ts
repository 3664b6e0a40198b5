import type { JsonSchema } from '../component-descriptor.ts';

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
  return { kind: 'tiphys-input', schema: { enum: choices }, choices, description: undefined };
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
}
