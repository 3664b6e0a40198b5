import type { Model } from '../target/target-models.ts';
import type { Authored } from './authored.ts';
import type { Text } from './reference.ts';

type Parameter = Model<'Parameter'>;

/** The options of a parameter: Argo's own fields, apart from its name. */
export type ParameterOptions = Authored<Omit<Parameter, 'name'>>;

/** A parameter of a template, without its name. */
export interface ParameterSpec<TValue extends Text = Text, TOptional extends boolean = boolean> {
  readonly kind: 'parameter';
  readonly options: ParameterOptions;
  /** The type of its argument. Exists only in the types. */
  readonly accepts?: TValue;
  /** Whether a call may omit it. Exists only in the types. */
  readonly optional?: TOptional;
}

type AcceptedBy<TOptions> = TOptions extends { readonly enum: readonly (infer TChoice extends Text)[] }
  ? TChoice
  : string | number | boolean;

type HasValue<TOptions> = TOptions extends
  | { readonly default: unknown }
  | { readonly value: unknown }
  | { readonly valueFrom: unknown }
  ? true
  : false;

/**
 * Declares a parameter. As an input it is required unless it has a `default` or a `value`; an `enum` restricts
 * its values.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#parameter
 * @example
 * ```ts
 * const inputs = { who: parameter(), mode: parameter({ enum: ['loud', 'quiet'], default: 'loud' }) };
 * const greet = container('greet', { inputs }, ({ inputs: { who, mode } }) => ({
 *   image: 'busybox',
 *   command: ['echo', who, mode],
 * }));
 * const outputs = { lines: parameter({ valueFrom: { path: '/tmp/lines' } }) };
 * ```
 */
export function parameter<const TOptions extends ParameterOptions = Record<never, never>>(
  options?: TOptions,
): ParameterSpec<AcceptedBy<TOptions>, HasValue<TOptions>> {
  return Object.freeze({ kind: 'parameter', options: Object.freeze({ ...options }) });
}
