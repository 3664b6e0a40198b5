import type { JsonSchema } from '@tiphys/signature/model';
import type { ConfigKey } from '../surface/cluster-values.ts';

declare const inputType: unique symbol;

/** The declaration of a pipeline input. */
export interface InputDeclaration<T> {
  /** The type of the input, for the compiler only. */
  readonly [inputType]?: T;
  readonly kind: 'tiphys-input';
  readonly schema: JsonSchema | undefined;
  readonly choices: readonly unknown[] | undefined;
  /** The key of a ConfigMap with the default. */
  readonly from?: ConfigKey;
  /** The default of a choice. */
  readonly default?: unknown;
  readonly description: string | undefined;
}

/** The declarations of pipeline inputs: a default value, `input<T>()`, `oneOf([...])` or `fromConfig(...)` for each. */
export type InputDeclarations = Readonly<Record<string, unknown>>;

/** The type of a pipeline input, derived from its declaration. */
export type InputType<TDeclaration> = TDeclaration extends InputDeclaration<infer T> ? T : TDeclaration;
