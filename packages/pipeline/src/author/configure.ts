import type { ComponentConfiguration } from '../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { mergeSettings, type ResolvedOptions } from '../ir/settings/settings.ts';
import { toKebabCase } from './tracing/names.ts';

/** Returns the configuration of a component with additional options. */
export function configure(
  descriptor: ComponentDescriptor,
  base: ResolvedOptions,
  options: ResolvedOptions,
): ComponentConfiguration {
  const merged = mergeSettings(base, options);
  return {
    descriptor,
    options: merged,
    name: merged.name ?? toKebabCase(descriptor.name),
  };
}
