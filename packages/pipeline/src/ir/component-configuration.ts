import { toKebabCase } from '../author/tracing/names.ts';
import type { CallSite } from './call-site.ts';
import type { ComponentDescriptor } from './component-descriptor.ts';
import type { ComponentOptions } from './task-options.ts';

/** A component with the options that `with` has set. */
export interface ComponentConfiguration {
  readonly descriptor: ComponentDescriptor;
  readonly options: ComponentOptions;
  /** Name of its tasks and its template, valid in Argo. */
  readonly name: string;
  /** Positions of the inputs by name. */
  readonly positions: ReadonlyMap<string, number>;
  /** Where `with` was called. */
  readonly site?: CallSite;
}

/** Returns the configuration of a component with additional options. */
export function configure(
  descriptor: ComponentDescriptor,
  base: ComponentOptions,
  options: ComponentOptions,
): ComponentConfiguration {
  const merged = mergeOptions(base, options);
  return {
    descriptor,
    options: merged,
    name: merged.name ?? toKebabCase(descriptor.name),
    positions: new Map(descriptor.inputs.map((input, index) => [input.name, index])),
  };
}

/** Merges options; the new ones take precedence, and environment variables of both are kept. */
export function mergeOptions<T extends ComponentOptions>(
  base: ComponentOptions,
  options: T,
): ComponentOptions & T {
  const env =
    base.env === undefined || options.env === undefined ? undefined : { ...base.env, ...options.env };
  return env === undefined ? { ...base, ...options } : { ...base, ...options, env };
}
