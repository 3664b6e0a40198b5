import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { writeEntry } from './entry-code.ts';

/** A component to be bundled. */
export interface BundleEntry {
  readonly component: ComponentDescriptor;
  /** Absolute path of the user's source file. */
  readonly file: string;
  /** Names of packages that are not bundled. */
  readonly external: readonly string[];
}

/** Namespace of the entry modules, which do not depend on where Tiphys is installed. */
export const TASK_NAMESPACE = 'tiphys';

/** Name of the entry module that has all functions in it. */
export const ALL_FUNCTIONS = 'all';

const ownFolder = dirname(fileURLToPath(import.meta.url));

/** Returns the esbuild plugin that provides the entry modules of components, by their keys. */
export function taskModules(entries: ReadonlyMap<string, BundleEntry>): Plugin {
  return {
    name: TASK_NAMESPACE,
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${TASK_NAMESPACE}:`) }, ({ path }) => ({
        path: path.slice(TASK_NAMESPACE.length + 1),
        namespace: TASK_NAMESPACE,
      }));
      build.onLoad({ filter: /.*/, namespace: TASK_NAMESPACE }, ({ path }) => ({
        contents: contentsOf(path, entries),
        resolveDir: ownFolder,
      }));
    },
  };
}

function contentsOf(path: string, entries: ReadonlyMap<string, BundleEntry>): string {
  if (path === ALL_FUNCTIONS) {
    const exports = [...entries.values()].map(
      ({ component, file }, index) =>
        `export { ${component.source.export} as function${index} } from ${JSON.stringify(file)};\n`,
    );
    return exports.join('');
  }
  const entry = entries.get(path);
  if (entry === undefined) throw new Error(`unreachable: no component ${path}`);
  return writeEntry(entry.component, entry.file);
}
