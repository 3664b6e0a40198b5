import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, OutputFile } from 'esbuild';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import type { LineTable } from '../task/report-errors.ts';
import { buildRuntime } from './build-runtime.ts';
import { toBundleError } from './bundle-error.ts';
import { bundleOptions } from './bundle-options.ts';
import { toLineTable } from './line-table.ts';
import { linesBeforeBundle, writeScript } from './script-text.ts';
import { type BundleEntry, taskModules } from './task-modules.ts';

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

const outputFolder = 'out';

async function build(root: string, entries: readonly BundleEntry[]): Promise<readonly string[]> {
  const esbuild = await import('esbuild');
  const byKey = new Map(entries.map((entry, index) => [String(index), entry]));
  const options: BuildOptions & { readonly write: false } = {
    ...bundleOptions,
    write: false,
    absWorkingDir: root,
    outdir: join(root, outputFolder),
    entryPoints: [...byKey.keys()].map((key) => ({ in: `tiphys:entry/${key}`, out: key })),
    inject: ['tiphys:script'],
    plugins: [taskModules(byKey)],
  };
  try {
    const [{ outputFiles }, runtime] = await Promise.all([esbuild.build(options), buildRuntime()]);
    return [...byKey].map(([key, { component }]) =>
      writeScript(component, { ...readBundle(root, key, outputFiles), runtime }),
    );
  } catch (error) {
    throw toBundleError(error, root, byKey);
  }
}

function readBundle(
  root: string,
  key: string,
  files: readonly OutputFile[],
): { readonly bundle: string; readonly table: LineTable } {
  const folder = join(root, outputFolder);
  const textOf = (name: string) => files.find(({ path }) => path === join(folder, name))?.text ?? '';
  const nameOf = (source: string) =>
    source.startsWith('tiphys:') ? undefined : relative(root, resolve(folder, source)).replaceAll('\\', '/');
  return {
    bundle: textOf(`${key}.js`),
    table: toLineTable(JSON.parse(textOf(`${key}.js.map`)), linesBeforeBundle, nameOf),
  };
}
