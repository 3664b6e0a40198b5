import type { ComponentConfiguration } from '../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { ComponentOptions } from '../ir/component/task-options.ts';
import { toKebabCase } from './tracing/names.ts';

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
