import type { ComponentDescriptor } from '../component-descriptor.ts';
import type { CallSite } from '../trace/call-site.ts';
import { toKebabCase } from '../trace/names.ts';
import type { ComponentOptions } from './task-options.ts';

/** A component with what `with` has set. */
export interface ComponentConfiguration {
  readonly descriptor: ComponentDescriptor;
  readonly options: ComponentOptions;
  /** Name for tasks and template, as Argo takes it. */
  readonly name: string;
  /** Position of each input among the component's inputs. */
  readonly positions: ReadonlyMap<string, number>;
  /** Where `with` was called. */
  readonly site?: CallSite;
}

/** Returns a component's configuration with the given options laid over its own. */
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

/** Lays options over others; the variables of both environments are kept. */
export function mergeOptions<T extends ComponentOptions>(
  base: ComponentOptions,
  options: T,
): ComponentOptions & T {
  const env =
    base.env === undefined || options.env === undefined ? undefined : { ...base.env, ...options.env };
  return env === undefined ? { ...base, ...options } : { ...base, ...options, env };
}
