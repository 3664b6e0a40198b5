import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Loader, OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import type { Guards } from '../guard/guards.ts';
import { createMemory } from '../memory.ts';

const ownFolder = dirname(fileURLToPath(import.meta.url));
const PLAIN = 'tiphys-plain-resolve';

/**
 * Returns the esbuild plugin that bundles the user's own modules, but not packages.
 *
 * Packages are imported by absolute URL, so that the bundle can be in any folder. Packages of Tiphys are those that are running, so that a
 * pipeline and its compiler are from the same copy. With guards, the modules are checked for outputs used as plain values.
 */
export function userModules(guards: Guards | undefined): Plugin {
  const read = createMemory((path) => readUserModule(path, guards));
  return {
    name: 'tiphys-user-modules',
    setup(build) {
      // Load the parser while esbuild starts. An error is reported when the parser is used.
      if (guards !== undefined) loadGuards().catch(() => {});
      build.onResolve({ filter: /^[^./]|^\.\.?$/ }, (request) => resolvePackage(build, request));
      build.onLoad({ filter: /\.[mc]?[jt]sx?$/, namespace: 'file' }, async ({ path }) =>
        loadUserModule(build, path, await read(path)),
      );
    },
  };
}

async function resolvePackage(
  build: PluginBuild,
  request: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const { path, kind, importer, resolveDir, pluginData } = request;
  if (pluginData === PLAIN || kind === 'entry-point' || path.startsWith('node:')) return undefined;
  if (path.startsWith('@tiphys/')) {
    const own = await build.resolve(path, { kind, resolveDir: ownFolder, pluginData: PLAIN });
    if (own.errors.length === 0) return { path: pathToFileURL(own.path).href, external: true };
  }
  const found = await build.resolve(path, { kind, importer, resolveDir, pluginData: PLAIN });
  if (found.errors.length > 0 || found.external) return found;
  // TypeScript in a package (of a workspace, or through tsconfig paths) is the user's own code.
  const foreign = found.path.includes('node_modules') && /\.([mc]?js|json|node)$/.test(found.path);
  if (!foreign) return { path: found.path, namespace: found.namespace, sideEffects: found.sideEffects };
  // `require` takes paths, not URLs.
  return { path: kind === 'require-call' ? found.path : pathToFileURL(found.path).href, external: true };
}

interface UserModule {
  readonly text: string;
  /** Undefined if it is not the user's own code, or needs no guards. */
  readonly guarded: string | undefined;
}

async function readUserModule(path: string, guards: Guards | undefined): Promise<UserModule> {
  const text = await readFile(path, 'utf8');
  const guarded = guards === undefined || isForeign(path) ? undefined : await guardModule(text, path, guards);
  return { text, guarded };
}

async function loadUserModule(
  build: PluginBuild,
  path: string,
  { text, guarded }: UserModule,
): Promise<OnLoadResult | undefined> {
  if (/\bimport\s*\.\s*meta\b|\b__(?:file|dir)name\b/.test(text))
    return await setOwnPlace(build, path, guarded ?? text);
  return guarded === undefined
    ? undefined
    : { contents: guarded, loader: loaderOf(path), resolveDir: dirname(path) };
}

/** Tells whether a module is not the user's own code. */
function isForeign(path: string): boolean {
  return /[\\/]node_modules[\\/]|\.generated\.[cm]?[jt]s$/.test(path);
}

const loadGuards = (): Promise<typeof import('./guard/insert-guards.ts')> =>
  import('./guard/insert-guards.ts');

async function guardModule(text: string, path: string, guards: Guards): Promise<string | undefined> {
  const { insertGuards } = await loadGuards();
  return insertGuards(text, path, guards);
}

/** Sets `import.meta` and `__filename` to those of the module's own file instead of the bundle. */
async function setOwnPlace(build: PluginBuild, path: string, text: string): Promise<OnLoadResult> {
  const filename = JSON.stringify(path);
  const folder = JSON.stringify(dirname(path));
  const { code } = await build.esbuild.transform(text, {
    loader: loaderOf(path),
    sourcefile: path,
    sourcemap: 'inline',
    define: {
      'import.meta.url': JSON.stringify(pathToFileURL(path).href),
      'import.meta.filename': filename,
      'import.meta.dirname': folder,
      'import.meta.main': 'false',
      __filename: filename,
      __dirname: folder,
    },
  });
  return { contents: code, loader: 'js', resolveDir: dirname(path) };
}

function loaderOf(path: string): Loader {
  if (/\.[mc]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'tsx' : 'jsx';
}
