import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { SCRIPT_NAMES } from './bundle-options.ts';
import {
  schemasOf,
  writeChecksEntry,
  writeEntry,
  writeFunctionModule,
  writeTogetherEntry,
} from './entry-code.ts';
import { writeValidators } from './validator-code.ts';

/** A component to be bundled. */
export interface BundleEntry {
  readonly component: ComponentDescriptor;
  /** Absolute path of the user's source file. */
  readonly file: string;
}

const NAMESPACE = 'tiphys';
const scriptModule = `import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
export const ${SCRIPT_NAMES.file} = /* @__PURE__ */ (() => process.argv[1])();
export const ${SCRIPT_NAMES.folder} = /* @__PURE__ */ dirname(${SCRIPT_NAMES.file});
export const ${SCRIPT_NAMES.url} = /* @__PURE__ */ (() => pathToFileURL(${SCRIPT_NAMES.file}).href)();
`;
const ownFolder = dirname(fileURLToPath(import.meta.url));

/**
 * Returns the esbuild plugin that provides the entry modules and the validators.
 *
 * They have a separate namespace, so that bundles do not depend on where Tiphys is installed.
 */
export function taskModules(entries: ReadonlyMap<string, BundleEntry>): Plugin {
  return {
    name: NAMESPACE,
    setup(build) {
      build.onResolve({ filter: /^tiphys:/ }, ({ path }) => ({
        path: path.slice('tiphys:'.length),
        namespace: NAMESPACE,
      }));
      build.onResolve({ filter: /.*/, namespace: NAMESPACE }, (request) => resolveInside(build, request));
      build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path, pluginData }) =>
        load(entries, path, pluginData),
      );
    },
  };
}

/** Resolves the imports of the entry (the user's file) and of the validators (parts of ajv). */
async function resolveInside(
  build: PluginBuild,
  request: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const { path, importer, kind, resolveDir, pluginData } = request;
  if (pluginData === NAMESPACE) return undefined;
  if (importer.startsWith('entry/') || importer.startsWith('function/')) return { path };
  const found = await build.resolve(path, { kind, resolveDir, pluginData: NAMESPACE });
  if (found.external) return found;
  return {
    path: found.path.slice(found.path.lastIndexOf('node_modules')),
    namespace: NAMESPACE,
    pluginData: found.path,
    errors: found.errors,
  };
}

async function load(
  entries: ReadonlyMap<string, BundleEntry>,
  path: string,
  file: unknown,
): Promise<OnLoadResult> {
  if (typeof file === 'string') {
    // The source map has paths that depend on where Tiphys is installed.
    const code = await readFile(file, 'utf8');
    return { contents: code.replace(/^\/\/# sourceMappingURL=.*/m, ''), resolveDir: dirname(file) };
  }
  if (path === 'script') return { contents: scriptModule, resolveDir: ownFolder };
  const [kind = '', key = ''] = path.split('/');
  if (kind === 'together') return { contents: writeTogetherEntry(entries.keys()), resolveDir: ownFolder };
  const entry = entries.get(key);
  if (entry === undefined) throw new Error(`unreachable: no component ${path}`);
  return { contents: writeModule(kind, key, entry), resolveDir: ownFolder };
}

function writeModule(kind: string, key: string, { component, file }: BundleEntry): string {
  if (kind === 'validators') return writeValidators(schemasOf(component));
  if (kind === 'function') return writeFunctionModule(component, file);
  return kind === 'checks' ? writeChecksEntry(component, key) : writeEntry(component, file);
}
