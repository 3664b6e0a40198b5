import type { Models } from '@tiphys/models';

/**
 * The Argo that literals and builders are typed for: the newest, unless a project says once which one it has, or names models that
 * it generated itself.
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

/** A model of the target by its name; one that the target has not is that of the newest. */
export type Model<TName extends keyof Models> = TName extends keyof TargetModels
  ? TargetModels[TName]
  : Models[TName];
