import type { JsonSchema } from '@tiphys/signature/model';
import type { ConfigKey } from '../surface/cluster-values.ts';
import type { StandardSchema } from '../surface/standard-schema.ts';

declare const inputType: unique symbol;
declare const isRequired: unique symbol;

/** The declaration of an input of a pipeline or of a component. */
export interface InputDeclaration<T, TRequired extends boolean = boolean> {
  /** The type of the input, for the compiler only. */
  readonly [inputType]?: T;
  /** Whether the value must be given, for the compiler only. */
  readonly [isRequired]?: TRequired;
  readonly kind: 'tiphys-input';
  readonly schema: JsonSchema | undefined;
  /** Schema of the type argument, as far as its syntax tells. */
  readonly typeSchema?: JsonSchema;
  readonly choices: readonly unknown[] | undefined;
  /** The schema of a library that checks the values. */
  readonly standard?: StandardSchema;
  /** The key of a ConfigMap with the default. */
  readonly from?: ConfigKey;
  /** The default of a choice. */
  readonly default?: unknown;
  /** Whether it is a file. */
  readonly file?: true;
  readonly description: string | undefined;
}

/** The declarations of inputs: a default value, `input<T>()`, `oneOf([...])`, `fromConfig(...)` or `inputFile()` for each. */
export type InputDeclarations = Readonly<Record<string, unknown>>;

/** The type of an input, derived from its declaration. */
export type InputType<TDeclaration> = TDeclaration extends InputDeclaration<infer T> ? T : TDeclaration;

type RequiredNames<TDeclarations> = {
  [K in keyof TDeclarations]: TDeclarations[K] extends InputDeclaration<unknown, true> ? K : never;
}[keyof TDeclarations];

/** The types of the inputs with these declarations. Inputs with a default are optional. */
export type InputsOfDeclarations<TDeclarations> = {
  readonly [K in RequiredNames<TDeclarations>]: InputType<TDeclarations[K]>;
} & {
  readonly [K in Exclude<keyof TDeclarations, RequiredNames<TDeclarations>>]?: InputType<TDeclarations[K]>;
};
