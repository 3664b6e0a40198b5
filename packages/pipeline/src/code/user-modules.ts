import { dirname } from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import { CHECKED_MODULE, importsOnlyChecked, PIPELINE_PACKAGE } from './checked-module.ts';
import { isPackage } from './is-package.ts';
import { ModuleSources } from './module-sources.ts';
import { ALL_FUNCTIONS, type BundleEntry, TASK_NAMESPACE } from './task-modules.ts';

/** What the importing module passes on to the modules that it imports. */
interface ImporterData {
  /** Suffix of the copies of the user's modules that belong to one entry. */
  readonly copy?: string;
  /** Whether the request is one of this plugin. */
  readonly isInner?: true;
}

/**
 * Returns the esbuild plugin that loads the user's own modules.
 *
 * - Each entry has its own copies of them, so that the code of each function stays together, in the order of evaluation of JavaScript. Modules that
 *   are large and have no effects are shared. Without copies, esbuild would move every module that several functions use into shared code.
 * - Unused module-level values are removed. esbuild only removes unused variables if their initializers have no side effects, which it
 *   cannot know of a call such as `z.object(...)`. So initializers that only call packages with `sideEffects: false` are marked as pure.
 */
export function userModules(entries: ReadonlyMap<string, BundleEntry>): Plugin {
  return {
    name: 'tiphys-user-modules',
    setup(build) {
      const sources = new ModuleSources(build);
      const isExternal = externalPackages(entries);
      build.onResolve({ filter: /.*/ }, (request) =>
        isExternal(request) ? { path: request.path, external: true } : resolveModule(build, sources, request),
      );
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path, suffix }) => {
        if (isPackage(path)) return undefined;
        const contents = await sources.load(path);
        // esbuild reports the mistakes of modules that cannot be compiled.
        return contents === undefined
          ? undefined
          : { contents, loader: 'js', resolveDir: dirname(path), pluginData: { copy: suffix } };
      });
    },
  };
}

/** Returns a function that tells whether a request is for a package that the image has. */
function externalPackages(entries: ReadonlyMap<string, BundleEntry>): (request: OnResolveArgs) => boolean {
  const all = [...entries.values()].map(({ external }) => external);
  const common = (all[0] ?? []).filter((name) => all.every((names) => names.includes(name)));
  return ({ path, pluginData }) => {
    const [name = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    const { copy = '' }: ImporterData = pluginData ?? {};
    return (entries.get(copy.slice(1))?.external ?? common).includes(name);
  };
}

async function resolveModule(
  build: PluginBuild,
  sources: ModuleSources,
  request: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const { path, importer, kind, resolveDir, namespace } = request;
  const { isInner, copy: given }: ImporterData = request.pluginData ?? {};
  const isTask = namespace === TASK_NAMESPACE;
  const copy = isTask ? `?${importer}` : given;
  if (isInner) return undefined;
  // Also without copies, as in tests of pipelines.
  if (path === PIPELINE_PACKAGE && importsOnlyChecked((await sources.load(importer)) ?? ''))
    return { path: CHECKED_MODULE, sideEffects: false };
  if (!copy) return undefined;
  const found = await build.resolve(path, {
    kind,
    importer,
    resolveDir,
    namespace,
    pluginData: { isInner: true } satisfies ImporterData,
  });
  if (found.external || found.errors.length > 0 || found.namespace !== 'file' || isPackage(found.path))
    return found;
  // The functions of a file are never shared: each of them belongs to its own template.
  const isShared = !isTask && copy !== `?${ALL_FUNCTIONS}` && (await sources.isShareable(found.path));
  return { ...found, ...(isShared ? {} : { suffix: copy }) };
}
