import type { CallSite } from '../../ir/call-site.ts';
import type { ComponentConfiguration } from '../../ir/component/component-configuration.ts';
import type { ComponentDescriptor } from '../../ir/component/component-descriptor.ts';
import type { CallNode, Scope } from '../../ir/graph.ts';
import { defaultsScope, scopeDefaults } from '../../ir/scope-defaults.ts';
import { mergeSettings, type ResolvedOptions } from '../../ir/settings/settings.ts';
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
  /** The files whose addresses are used, as fields of its output, with the call that uses them first; '' for the output itself. */
  readonly urisWanted: Map<string, CallSite>;
  /** Forms of the arguments in the first call, as JSON: the default for other calls. */
  forms: string | undefined;
  /** Positions of inputs that some calls omit. */
  readonly omitted: Set<number>;
  /** How many files of different tasks each input gets, by its position. */
  readonly joined: ReadonlyMap<number, number>;
  /** The output that a loop collects: the name of a field, '' for the result itself. */
  readonly collected: string | undefined;
}

/** What makes the template of a call different, besides its settings. */
type CallShape = Pick<TemplateEntry, 'site' | 'joined' | 'collected'>;

function joinedFiles({ reads }: CallNode): ReadonlyMap<number, number> {
  return new Map(
    reads.flatMap((read, index) => (read?.kind === 'files' ? [[index, read.files.length]] : [])),
  );
}

/** Assigns a template to each call: one for each distinct configuration. */
export class TemplateBook {
  readonly entries: TemplateEntry[] = [];
  readonly #names: TemplateNames;
  readonly #defaults: ResolvedOptions;
  readonly #byConfiguration = new Map<Scope | undefined, Map<ComponentConfiguration, TemplateEntry>>();
  readonly #byKey = new Map<ComponentDescriptor, Map<string, TemplateEntry>>();

  constructor(names: TemplateNames, defaults: ResolvedOptions = {}) {
    this.#names = names;
    this.#defaults = defaults;
  }

  /** Returns the template of a call. */
  entryOf(call: CallNode): TemplateEntry {
    const { component, options, scope, site } = call;
    const joined = joinedFiles(call);
    const collected = call.collected === undefined ? undefined : (call.collected.field ?? '');
    if (options !== undefined || joined.size > 0 || collected !== undefined) {
      const settings = this.#merge(scope, options ?? component.options);
      return this.#find(component, settings, { site, joined, collected });
    }
    const around = defaultsScope(scope);
    const entries = this.#byConfiguration.get(around) ?? new Map<ComponentConfiguration, TemplateEntry>();
    this.#byConfiguration.set(around, entries);
    const known = entries.get(component);
    if (known !== undefined) return known;
    const entry = this.#find(component, this.#merge(scope, component.options), {
      site: component.site ?? site,
      joined,
      collected,
    });
    entries.set(component, entry);
    return entry;
  }

  #merge(scope: Scope, own: ResolvedOptions): ResolvedOptions {
    return mergeSettings(mergeSettings(this.#defaults, scopeDefaults(scope)), own);
  }

  #find(
    component: ComponentConfiguration,
    settings: ResolvedOptions,
    { site, joined, collected }: CallShape,
  ): TemplateEntry {
    const { descriptor } = component;
    const keys = this.#byKey.get(descriptor) ?? new Map<string, TemplateEntry>();
    this.#byKey.set(descriptor, keys);
    const key = `${settingsKey(settings)} ${JSON.stringify([[...joined], collected])}`;
    const known = keys.get(key);
    if (known !== undefined) return known;
    const entry: TemplateEntry = {
      name: this.#names.claim(component.name),
      descriptor,
      settings,
      site,
      files: new Set(),
      itemsWanted: new Set(),
      urisWanted: new Map(),
      forms: undefined,
      omitted: new Set(),
      joined,
      collected,
    };
    keys.set(key, entry);
    this.entries.push(entry);
    return entry;
  }
}
