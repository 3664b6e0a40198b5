import type { CallSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { ContainerOptions } from '../../ir/component/task-options.ts';
import type { CallNode } from '../../ir/graph.ts';
import type { TemplateNames } from '../context/template-names.ts';

/** The template of one configuration of a component while its calls are collected. */
export interface TemplateEntry {
  readonly name: string;
  readonly descriptor: ComponentDescriptor;
  readonly options: ContainerOptions;
  /** The call that set the options. */
  readonly site: CallSite;
  /** Positions of inputs that are passed as files. */
  readonly files: Set<number>;
  /** Whether a loop iterates over its output. */
  itemsWanted: boolean;
  /** Forms of the arguments in the first call, as JSON: the default for other calls. */
  forms: string | undefined;
  /** Positions of inputs that some calls omit. */
  readonly omitted: Set<number>;
}

/** Assigns a template to each call: one for each distinct configuration. */
export class TemplateBook {
  readonly entries: TemplateEntry[] = [];
  readonly #names: TemplateNames;
  readonly #byConfiguration = new Map<ComponentConfiguration, TemplateEntry>();
  readonly #byKey = new Map<ComponentDescriptor, Map<string, TemplateEntry>>();

  constructor(names: TemplateNames) {
    this.#names = names;
  }

  /** Returns the template of a call. */
  entryOf(call: CallNode): TemplateEntry {
    if (call.options !== undefined) return this.#find(call.component, call.options, call.site);
    const known = this.#byConfiguration.get(call.component);
    if (known !== undefined) return known;
    const { component } = call;
    const entry = this.#find(component, component.options, component.site ?? call.site);
    this.#byConfiguration.set(call.component, entry);
    return entry;
  }

  #find(component: ComponentConfiguration, options: ContainerOptions, site: CallSite): TemplateEntry {
    const { descriptor } = component;
    const keys = this.#byKey.get(descriptor) ?? new Map<string, TemplateEntry>();
    this.#byKey.set(descriptor, keys);
    const key = keyOf(options);
    const known = keys.get(key);
    if (known !== undefined) return known;
    const entry: TemplateEntry = {
      name: this.#names.claim(component.name),
      descriptor,
      options,
      site,
      files: new Set(),
      itemsWanted: false,
      forms: undefined,
      omitted: new Set(),
    };
    keys.set(key, entry);
    this.entries.push(entry);
    return entry;
  }
}

function keyOf({ image, resources, retry, timeout, env }: ContainerOptions): string {
  return JSON.stringify(
    [image, resources, typeof retry === 'number' ? { limit: retry } : retry, timeout, env],
    sortKeys,
  );
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
