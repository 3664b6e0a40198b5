import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { sourceFile } from '../ir/component/source-file.ts';
import type { SharedModules } from '../runtime/shared-modules.ts';
import { type BuiltComponent, type BuiltModule, buildModules } from './build-modules.ts';
import { buildRuntime } from './build-runtime.ts';
import type { BundleOptions, ComponentBundler, ComponentCode, SharedPart } from './component-code.ts';
import { neededFeatures, type RuntimeFeature } from './runtime-features.ts';
import { escapeTags } from './script/escape-tags.ts';
import { packCode } from './script/pack-code.ts';
import {
  codeInImage,
  LINES_BEFORE_CODE,
  OWN_MODULE,
  type OwnCode,
  PACKED_OWN_CODE,
  writeScript,
} from './script/script-text.ts';
import type { BundleEntry } from './task-modules.ts';

/** Creates the default bundler, which uses esbuild and makes a tree-shaken bundle for each component. */
export function createBundler(setUp: Pick<BundleOptions, 'local'> = {}): ComponentBundler {
  return {
    async bundle(components, given = {}) {
      const options = { ...setUp, ...given };
      const codes = new Map<ComponentDescriptor, ComponentCode>();
      const packages = await Promise.all(
        [...byRoot(components, options)].map(([root, entries]) => buildPackage(root, entries, options)),
      );
      const needs = new Map(
        packages.flatMap(({ built }) =>
          [...built].map(([one, code]) => [one, needsOf(one, code, options)] as const),
        ),
      );
      const inImages = components
        .filter((one) => usesImage(one, options))
        .flatMap((one) => featuresOf(one, false, options));
      const shared = await buildRuntime([...[...needs.values()].flat(), ...inImages]);
      for (const { root, entries, built } of packages) {
        const parts = new SharedParts([...built.values()]);
        for (const [component, code] of built) {
          const own = options.shares ? shared : await buildRuntime(needs.get(component) ?? []);
          codes.set(component, codeOf({ component, code, runtime: { shared, own }, parts, root }, options));
        }
        for (const { component, file } of entries) {
          if (!usesImage(component, options)) continue;
          const own = options.shares ? shared : await buildRuntime(featuresOf(component, false, options));
          const place = relative(root, file).replaceAll('\\', '/');
          const inImage = (path: string): ComponentCode =>
            imageCodeOf(component, `${path === '/' ? '' : path}/${place}`, { shared, own });
          codes.set(component, { ...(codes.get(component) ?? inImage('')), inImage });
        }
      }
      return codes;
    },
  };
}

/** Tells whether some tasks of a component import its function from their image. */
function usesImage(component: ComponentDescriptor, { local, uses }: BundleOptions): boolean {
  return local !== true && uses?.get(component)?.inImage !== 'none';
}

/** The components of one package, with the code of those that are bundled. */
interface BuiltPackage {
  readonly root: string;
  readonly entries: readonly BundleEntry[];
  readonly built: ReadonlyMap<ComponentDescriptor, BuiltComponent>;
}

async function buildPackage(
  root: string,
  entries: readonly BundleEntry[],
  { local, uses }: BundleOptions,
): Promise<BuiltPackage> {
  const bundled = entries.filter(({ component }) => local || uses?.get(component)?.inImage !== 'all');
  if (bundled.length === 0) return { root, entries, built: new Map() };
  const byKey = new Map(bundled.map((entry, index) => [String(index), entry]));
  const modules = await buildModules(root, byKey);
  return {
    root,
    entries,
    built: new Map(
      [...byKey].flatMap(([key, { component }]) => {
        const code = modules.get(key);
        return code === undefined ? [] : [[component, code]];
      }),
    ),
  };
}

/** Maximum size in bytes of own code that stays readable. */
const READABLE_BYTES = 16_384;

function needsOf(
  component: ComponentDescriptor,
  { own, required }: BuiltComponent,
  options: BundleOptions,
): readonly RuntimeFeature[] {
  const { readableBytes = READABLE_BYTES } = options;
  const isPacked = own.code.length > readableBytes || escapeTags(own.code) === undefined;
  const requires = isPacked || required.length > 0 || requiresPackages(own.code);
  return featuresOf(component, requires, options);
}

/**
 * Returns the features that a component needs for what its tasks exchange: anything, if their calls are not known. On this machine, a task of an
 * earlier run may run again with changed code: the inputs of that run may have forms that no call has any more.
 */
function featuresOf(
  component: ComponentDescriptor,
  requires: boolean,
  { uses, local = false }: BundleOptions,
): readonly RuntimeFeature[] {
  const { forms, files, items } = uses?.get(component) ?? { forms: true, files: true, items: true };
  return neededFeatures(component, requires, { forms: forms || local, files, items });
}

/** Tells whether code requires anything that may not be a module of Node.js. */
function requiresPackages(code: string): boolean {
  const literal = /\brequire\("([^"]+)"\)/g;
  if ([...code.matchAll(literal)].some(([, id = '']) => !isBuiltin(id))) return true;
  return /\brequire\b/.test(code.replace(literal, ''));
}

/** The packed runtime. */
interface PackedRuntime {
  /** For all components together. */
  readonly shared: string;
  /** For one component. */
  readonly own: string;
}

function byRoot(
  components: readonly ComponentDescriptor[],
  { uses }: BundleOptions,
): ReadonlyMap<string, readonly BundleEntry[]> {
  return Map.groupBy(
    components.map((component) => ({
      component,
      file: sourceFile(component),
      external: uses?.get(component)?.external ?? [],
    })),
    ({ file }) => findRoot(dirname(file)),
  );
}

/** Returns the folder of the nearest package.json. Paths in bundles are relative to it, so that they are the same on every machine. */
function findRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return folder;
  }
}

/** Returns the code of a task that imports its function from a file of its image. */
function imageCodeOf(component: ComponentDescriptor, file: string, runtime: PackedRuntime): ComponentCode {
  const own = codeInImage(component, file);
  return {
    alone: () => writeScript(component, own, runtime.own, []),
    shared: {
      parts: [{ title: 'runtime', text: runtime.shared }],
      sourceWith: ([runtimeText = '']) => writeScript(component, own, runtimeText, []),
    },
  };
}

interface BundledComponent {
  readonly component: ComponentDescriptor;
  readonly code: BuiltComponent;
  readonly runtime: PackedRuntime;
  readonly parts: SharedParts;
  /** Folder of the package. */
  readonly root: string;
}

function codeOf(
  { component, code: { own, required }, runtime, parts, root }: BundledComponent,
  { readableBytes = READABLE_BYTES, local, uses }: BundleOptions,
): ComponentCode {
  const readable = own.code.length <= readableBytes ? escapeTags(own.code) : undefined;
  const ownPart: SharedPart | undefined =
    readable === undefined
      ? { title: `own code of ${component.name}`, text: packModules([ownModule(own)]) }
      : undefined;
  const ownCode: OwnCode =
    readable === undefined ? PACKED_OWN_CODE : { code: readable, lines: own.lines(LINES_BEFORE_CODE) };
  const shared = [...new Set(required.map((module) => parts.partOf(module)))];
  const ownTexts = ownPart === undefined ? [] : [ownPart.text];
  // On this machine, packages that the image would have are those of the project.
  const from = local && (uses?.get(component)?.external.length ?? 0) > 0 ? root : undefined;
  const sizes = new Map<string, number>();
  for (const module of [own, ...required])
    for (const [name, bytes] of module.parts) sizes.set(name, (sizes.get(name) ?? 0) + bytes);
  return {
    alone: () =>
      writeScript(component, ownCode, runtime.own, [...parts.textsFor(required), ...ownTexts], from),
    shared: {
      parts: [{ title: 'runtime', text: runtime.shared }, ...shared],
      sourceWith: ([runtimeText = '', ...texts]) =>
        writeScript(component, ownCode, runtimeText, [...texts, ...ownTexts], from),
    },
    parts: sizes,
  };
}

/** Own code that is packed: a module whose only export is the function around it. */
function ownModule(own: BuiltModule): BuiltModule {
  return {
    ...own,
    id: OWN_MODULE,
    code: `module.exports = (runTask) => {\n${own.code}\n};`,
    lines: (linesBefore) => own.lines(linesBefore + 1),
  };
}

/** Modules of this size or more, in bytes, are parts of their own. */
const LARGE_BYTES = 8192;

/** Modules that components share, packed in parts: one for each large module, and one for all small ones. */
class SharedParts {
  readonly #parts = new Map<BuiltModule, SharedPart>();

  constructor(components: readonly BuiltComponent[]) {
    const modules = [...new Set(components.flatMap(({ required }) => required))];
    const groups = Map.groupBy(modules, (module) => (isLarge(module) ? titleOf(module) : 'small modules'));
    for (const [title, group] of groups) {
      const part = new LazyPart(title, group);
      for (const module of group) this.#parts.set(module, part);
    }
  }

  /** Returns packed texts with these modules and no others. */
  textsFor(modules: readonly BuiltModule[]): readonly string[] {
    const large = modules.filter(isLarge).map((module) => this.partOf(module).text);
    const small = modules.filter((module) => !isLarge(module));
    return small.length === 0 ? large : [...large, packModules(small)];
  }

  partOf(module: BuiltModule): SharedPart {
    const part = this.#parts.get(module);
    if (part === undefined) throw new Error(`unreachable: ${module.id} is not packed`);
    return part;
  }
}

function isLarge({ code }: BuiltModule): boolean {
  return code.length >= LARGE_BYTES;
}

/** A part that is packed when it is needed, once. */
class LazyPart implements SharedPart {
  readonly title: string;
  readonly #modules: readonly BuiltModule[];
  #text: string | undefined;

  constructor(title: string, modules: readonly BuiltModule[]) {
    this.title = title;
    this.#modules = modules;
  }

  get text(): string {
    this.#text ??= packModules(this.#modules);
    return this.#text;
  }
}

function titleOf({ parts, id }: BuiltModule): string {
  const [largest, ...others] = [...parts].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return `${largest ?? id}${others.length === 0 ? '' : ' and others'} (${id})`;
}

function packModules(modules: readonly BuiltModule[]): string {
  const entries = modules.map((module) => [module.id, { code: module.code, lines: module.lines(0) }]);
  return packCode(JSON.stringify(Object.fromEntries(entries) satisfies SharedModules));
}
