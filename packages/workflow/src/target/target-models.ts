import type { Models } from '@tiphys/models';

/**
 * The version of Argo that literals and builders are typed for. The default is the newest; a project can choose another
 * version, or its own generated models, in one place.
 *
 * @example
 * ```ts
 * import type { Models } from '@tiphys/models/v3.7';
 *
 * declare module '@tiphys/workflow' {
 *   interface Target {
 *     readonly models: Models;
 *   }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: projects add a field
export interface Target {}

type TargetModels = Target extends { readonly models: infer TModels } ? TModels : Models;

/** A model of the target by name; falls back to the newest version. */
export type Model<TName extends keyof Models> = TName extends keyof TargetModels
  ? TargetModels[TName]
  : Models[TName];
