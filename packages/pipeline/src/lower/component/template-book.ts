import type { CallSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { CallNode } from '../../ir/graph.ts';
import { mergeSettings, type ResolvedOptions, type Settings } from '../../ir/settings/settings.ts';
import type { TemplateNames } from '../context/template-names.ts';
import { settingsKey } from './settings-key.ts';

/** The template of one configuration of a component while its calls are collected. */
export interface TemplateEntry {
  readonly name: string;
  readonly descriptor: ComponentDescriptor;
  /** Merged from the pipeline, the component and the call. */
  readonly settings: ResolvedOptions;
  /** The call that set them. */
  readonly site: CallSite;
  /** Positions of inputs that are passed as files. */
  readonly files: Set<number>;
  /** The fields of its output that loops iterate over; '' for the output itself. */
  readonly itemsWanted: Set<string>;
  /** Forms of the arguments in the first call, as JSON: the default for other calls. */
  forms: string | undefined;
  /** Positions of inputs that some calls omit. */
  readonly omitted: Set<number>;
}

/** Assigns a template to each call: one for each distinct configuration. */
export class TemplateBook {
  readonly entries: TemplateEntry[] = [];
  readonly #names: TemplateNames;
  readonly #defaults: Settings;
  readonly #byConfiguration = new Map<ComponentConfiguration, TemplateEntry>();
  readonly #byKey = new Map<ComponentDescriptor, Map<string, TemplateEntry>>();

  constructor(names: TemplateNames, defaults: Settings = {}) {
    this.#names = names;
    this.#defaults = defaults;
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

  #find(component: ComponentConfiguration, given: ResolvedOptions, site: CallSite): TemplateEntry {
    const { descriptor } = component;
    const keys = this.#byKey.get(descriptor) ?? new Map<string, TemplateEntry>();
    this.#byKey.set(descriptor, keys);
    const settings = mergeSettings(this.#defaults, given);
    const key = settingsKey(settings);
    const known = keys.get(key);
    if (known !== undefined) return known;
    const entry: TemplateEntry = {
      name: this.#names.claim(component.name),
      descriptor,
      settings,
      site,
      files: new Set(),
      itemsWanted: new Set(),
      forms: undefined,
      omitted: new Set(),
    };
    keys.set(key, entry);
    this.entries.push(entry);
    return entry;
  }
}
