import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import type { LineTable } from '../task/report-errors.ts';
import { buildRuntime } from './build-runtime.ts';
import { toBundleError } from './bundle-error.ts';
import { bundleOptions } from './bundle-options.ts';
import { schemasOf } from './entry-code.ts';
import { toLineTable } from './line-table.ts';
import { linesBeforeBundle, writeScript } from './script-text.ts';
import { type BundleEntry, taskModules } from './task-modules.ts';
import { userModules } from './user-modules.ts';

/**
 * Returns the code of each component: a script that node runs as it stands.
 *
 * @throws PipelineError `PIPELINE_BUNDLE_FAILED` when a source cannot be bundled.
 */
export async function buildBundles(
  components: readonly ComponentDescriptor[],
): Promise<ReadonlyMap<ComponentDescriptor, string>> {
  const byRoot = Map.groupBy(
    components.map((component) => ({ component, file: sourceFile(component) })),
    ({ file }) => findRoot(dirname(file)),
  );
  const codes = new Map<ComponentDescriptor, string>();
  for (const [root, entries] of byRoot) {
    const built = await build(root, entries);
    for (const [index, { component }] of entries.entries()) codes.set(component, built[index] ?? '');
  }
  return codes;
}

/** Returns the absolute path of the file that a component's function stands in. */
function sourceFile({ source }: ComponentDescriptor): string {
  return resolve(dirname(fileURLToPath(source.module)), source.file);
}

/** The folder of the nearest package.json: paths in bundles are relative to it, so that they are the same on every machine. */
function findRoot(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at;
    if (dirname(at) === at) return folder;
  }
}

async function build(root: string, entries: readonly BundleEntry[]): Promise<readonly string[]> {
  const byKey = new Map(entries.map((entry, index) => [String(index), entry]));
  const checked = [...byKey].filter(([, { component }]) => schemasOf(component).size > 0).map(([key]) => key);
  try {
    const [bundles, checks, runtime] = await Promise.all([
      buildEntries(root, byKey, { kind: 'entry', keys: [...byKey.keys()], inject: ['tiphys:script'] }),
      buildEntries(root, byKey, { kind: 'checks', keys: checked, minify: true, sourcemap: false }),
      buildRuntime(),
    ]);
    return [...byKey].map(([key, { component }]) =>
      writeScript(component, {
        bundle: bundles.get(`${key}.js`) ?? '',
        table: readTable(root, bundles.get(`${key}.js.map`) ?? ''),
        checks: checks.get(`${key}.js`) ?? '',
        runtime,
      }),
    );
  } catch (error) {
    throw toBundleError(error, root, byKey);
  }
}

const outputFolder = 'out';

interface EntryOptions extends BuildOptions {
  readonly kind: 'entry' | 'checks';
  readonly keys: readonly string[];
}

/** Returns the built files by name. */
async function buildEntries(
  root: string,
  entries: ReadonlyMap<string, BundleEntry>,
  { kind, keys, ...options }: EntryOptions,
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const esbuild = await import('esbuild');
  const { outputFiles = [] } = await esbuild.build({
    ...bundleOptions,
    ...options,
    write: false,
    absWorkingDir: root,
    outdir: join(root, outputFolder),
    entryPoints: keys.map((key) => ({ in: `tiphys:${kind}/${key}`, out: key })),
    plugins: [taskModules(entries), userModules()],
  });
  return new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
}

function readTable(root: string, map: string): LineTable {
  const folder = join(root, outputFolder);
  return toLineTable(JSON.parse(map), linesBeforeBundle, (source) =>
    source.startsWith('tiphys:') ? undefined : relative(root, resolve(folder, source)).replaceAll('\\', '/'),
  );
}
