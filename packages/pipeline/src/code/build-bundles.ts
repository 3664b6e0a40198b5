import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, Metafile } from 'esbuild';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { LineTable } from '../runtime/report-errors.ts';
import { buildRuntime } from './build-runtime.ts';
import { toBundleError } from './bundle-error.ts';
import { bundleOptions } from './bundle-options.ts';
import { schemasOf } from './entry-code.ts';
import { toLineTable } from './line-table.ts';
import { LINES_BEFORE_BUNDLE, writeScript, writeTogether } from './script-text.ts';
import { type BundleEntry, taskModules } from './task-modules.ts';
import { userModules } from './user-modules.ts';

/** The code of a component: a script for Node.js. */
export interface Bundle {
  readonly code: string;
  /** Size in bytes of its parts, by package or file. */
  readonly parts: ReadonlyMap<string, number>;
}

/**
 * Bundles the code of each component.
 *
 * @throws PipelineError `PIPELINE_BUNDLE_FAILED` when a source cannot be bundled.
 */
export async function buildBundles(
  components: readonly ComponentDescriptor[],
): Promise<ReadonlyMap<ComponentDescriptor, Bundle>> {
  const bundles = new Map<ComponentDescriptor, Bundle>();
  for (const [root, entries] of byRoot(components)) {
    const built = await build(root, entries);
    for (const [index, { component }] of entries.entries())
      bundles.set(component, built[index] ?? { code: '', parts: new Map() });
  }
  return bundles;
}

/** Code of several components. A number tells it which one to run. */
export interface TogetherBundle {
  readonly code: string;
  readonly components: readonly ComponentDescriptor[];
}

/**
 * Bundles the code of components together, one bundle per package.
 *
 * @throws PipelineError `PIPELINE_BUNDLE_FAILED` when a source cannot be bundled.
 */
export async function buildTogether(
  components: readonly ComponentDescriptor[],
): Promise<readonly TogetherBundle[]> {
  return Promise.all(
    [...byRoot(components)].map(async ([root, entries]) => {
      const { byKey, checked } = keysOf(entries);
      const [bundles, checks, runtime] = await Promise.all([
        buildEntries(root, byKey, { kind: 'together', keys: ['all'], inject: ['tiphys:script'] }),
        buildEntries(root, byKey, { kind: 'checks', keys: checked, minify: true, sourcemap: false }),
        buildRuntime(entries.map(({ component }) => component)),
      ]);
      const code = writeTogether(
        [...byKey.values()].map(({ component }) => component),
        {
          bundle: bundles.texts.get('all.js') ?? '',
          table: readTable(root, bundles.texts.get('all.js.map') ?? ''),
          checks: [...byKey.keys()].map((key) => checks.texts.get(`${key}.js`) ?? ''),
          runtime,
        },
      );
      return { code, components: entries.map(({ component }) => component) };
    }),
  );
}

function byRoot(components: readonly ComponentDescriptor[]): ReadonlyMap<string, BundleEntry[]> {
  return Map.groupBy(
    components.map((component) => ({ component, file: sourceFile(component) })),
    ({ file }) => findRoot(dirname(file)),
  );
}

function keysOf(entries: readonly BundleEntry[]): {
  readonly byKey: ReadonlyMap<string, BundleEntry>;
  readonly checked: readonly string[];
} {
  const byKey = new Map(entries.map((entry, index) => [String(index), entry]));
  const checked = [...byKey].filter(([, { component }]) => schemasOf(component).size > 0).map(([key]) => key);
  return { byKey, checked };
}

/** Returns the absolute path of the source file of a component. */
function sourceFile({ source }: ComponentDescriptor): string {
  return resolve(dirname(fileURLToPath(source.module)), source.file);
}

/** Returns the folder of the nearest package.json. Paths in bundles are relative to it, so that they are the same on every machine. */
function findRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return folder;
  }
}

async function build(root: string, entries: readonly BundleEntry[]): Promise<readonly Bundle[]> {
  const { byKey, checked } = keysOf(entries);
  try {
    const [bundles, checks, runtimes] = await Promise.all([
      buildEntries(root, byKey, { kind: 'entry', keys: [...byKey.keys()], inject: ['tiphys:script'] }),
      buildEntries(root, byKey, { kind: 'checks', keys: checked, minify: true, sourcemap: false }),
      Promise.all([...byKey.values()].map(({ component }) => buildRuntime([component]))),
    ]);
    return [...byKey].map(([key, { component }], index) => ({
      code: writeScript(component, {
        bundle: bundles.texts.get(`${key}.js`) ?? '',
        table: readTable(root, bundles.texts.get(`${key}.js.map`) ?? ''),
        checks: checks.texts.get(`${key}.js`) ?? '',
        runtime: runtimes[index] ?? '',
      }),
      parts: partsOf(bundles.metafile?.outputs[`${OUTPUT_FOLDER}/${key}.js`]?.inputs ?? {}),
    }));
  } catch (error) {
    throw toBundleError(error, root, byKey);
  }
}

/** Sums up the sizes of the files in a bundle: by package, and by file for the user's own code. */
function partsOf(inputs: Metafile['outputs'][string]['inputs']): ReadonlyMap<string, number> {
  const parts = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file;
    parts.set(name, (parts.get(name) ?? 0) + bytesInOutput);
  }
  return parts;
}

const OUTPUT_FOLDER = 'out';

interface EntryOptions extends BuildOptions {
  readonly kind: 'entry' | 'together' | 'checks';
  readonly keys: readonly string[];
}

interface BuiltEntries {
  /** The built files by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly metafile?: Metafile | undefined;
}

async function buildEntries(
  root: string,
  entries: ReadonlyMap<string, BundleEntry>,
  { kind, keys, ...options }: EntryOptions,
): Promise<BuiltEntries> {
  if (keys.length === 0) return { texts: new Map() };
  const esbuild = await import('esbuild');
  const { outputFiles = [], metafile } = await esbuild.build({
    ...bundleOptions,
    ...options,
    metafile: true,
    write: false,
    absWorkingDir: root,
    outdir: join(root, OUTPUT_FOLDER),
    entryPoints: keys.map((key) => ({ in: `tiphys:${kind}/${key}`, out: key })),
    plugins: [taskModules(entries), userModules()],
  });
  return { texts: new Map(outputFiles.map(({ path, text }) => [basename(path), text])), metafile };
}

function readTable(root: string, map: string): LineTable {
  const folder = join(root, OUTPUT_FOLDER);
  return toLineTable(JSON.parse(map), LINES_BEFORE_BUNDLE, (source) =>
    source.startsWith('tiphys:') ? undefined : relative(root, resolve(folder, source)).replaceAll('\\', '/'),
  );
}
