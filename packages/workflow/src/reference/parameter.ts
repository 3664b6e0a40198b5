import type { Model } from '../target/target-models.ts';
import type { Authored } from './authored.ts';
import type { Text } from './reference.ts';

type Parameter = Model<'Parameter'>;

/** What can be said of a parameter beside its name: Argo's own fields. */
export type ParameterOptions = Authored<Omit<Parameter, 'name'>>;

/** A parameter of a template, without its name. */
export interface ParameterSpec<TValue extends Text = Text, TOptional extends boolean = boolean> {
  readonly kind: 'parameter';
  readonly options: ParameterOptions;
  /** What an argument for it may be. Only the types know it. */
  readonly accepts?: TValue;
  /** Whether a task may leave it out. Only the types know it. */
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
 * Declares a parameter: required as an input unless it has a `default` or a `value`; with an `enum`, nothing else is taken.
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
