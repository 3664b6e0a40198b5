import { existsSync, realpathSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import { findStaleModule, type StaleModule } from '../generate/find-stale-module.ts';
import { generatedPath, sourcesOf } from '../generate/generated-path.ts';
import { PipelineError } from '../pipeline-error.ts';

/** Brings a generated module up to date, or throws why that is not possible. */
export type Regenerate = (module: StaleModule) => Promise<void>;

/** Returns the esbuild plugin that looks at every generated module before it is read, and brings those up to date that are stale or missing. */
export function generatedModules(regenerate: Regenerate = refuseStale): Plugin {
  const checked = new Map<string, Promise<void>>();
  const check = (path: string): Promise<void> => {
    const result = checked.get(path) ?? refresh(path, regenerate);
    checked.set(path, result);
    return result;
  };
  return {
    name: 'tiphys-generated-modules',
    setup(build) {
      build.onResolve({ filter: /\.generated(?:\.[mc]?[jt]s)?$/ }, (request) => {
        // A resolution within another one.
        if (request.pluginData !== undefined) return undefined;
        const isRelative = /^\.{0,2}\//.test(request.path);
        const found = isRelative
          ? resolveMissing(request, check)
          : resolveMissingAlias(request, build, check);
        // Thrown, it would have a place in esbuild; returned, that of the import.
        return found.catch((error: Error) => ({ errors: [{ text: error.message, detail: error }] }));
      });
      build.onLoad({ filter: /\.generated\.[mc]?ts$/, namespace: 'file' }, async ({ path }) => {
        // What packages bring was checked where they were made.
        if (!/[\\/]node_modules[\\/]/.test(path)) await check(path);
        return undefined;
      });
    },
  };
}

/**
 * Refuses every stale or missing module.
 *
 * @throws PipelineError `PIPELINE_GENERATED_STALE`, `PIPELINE_GENERATED_MISSING`
 */
export async function refuseStale({ path, source, reason }: StaleModule): Promise<void> {
  const [name, from] = [basename(path), basename(source)];
  const cause = /\.ya?ml$/.test(from) ? from : `${from} or a module that it imports`;
  const advice = `Run \`tiphys generate ${relative(process.cwd(), source)}\`, and commit what it writes.`;
  throw reason === 'missing'
    ? new PipelineError('PIPELINE_GENERATED_MISSING', {
        message: `${name} has not been generated yet. ${advice}`,
      })
    : new PipelineError('PIPELINE_GENERATED_STALE', {
        message: `${name} is stale: ${cause} has changed since it was generated. ${advice}`,
        location: { file: path, line: 1, column: 1 },
      });
}

async function refresh(path: string, regenerate: Regenerate): Promise<void> {
  const stale = await findStaleModule(path);
  if (stale !== undefined) await regenerate(stale);
}

/** esbuild has read the folder by now, so it would not find what is generated meanwhile. */
async function resolveMissing(
  { path, resolveDir }: OnResolveArgs,
  check: (path: string) => Promise<void>,
): Promise<OnResolveResult | undefined> {
  const candidates = modulesFor(resolve(resolveDir, path));
  if (candidates.some((one) => existsSync(one))) return undefined;
  for (const candidate of candidates) {
    await check(candidate);
    if (existsSync(candidate)) return { path: realpathSync(candidate) };
  }
  const sources = candidates.flatMap(sourcesOf);
  const present = sources.filter((one) => existsSync(one)).map((one) => basename(one));
  const text =
    present.length > 0
      ? `${path} has not been generated yet, and there is both ${present.join(' and ')} to generate it from. Rename one of them.`
      : `${path} does not exist, and there is no ${basename(sources[0] ?? path)} to generate it from. Check the path.`;
  return { errors: [{ text }] };
}

/** Where the paths of a tsconfig.json lead to a module that is missing, they lead to its source, too. */
async function resolveMissingAlias(
  { path, kind, importer, resolveDir }: OnResolveArgs,
  build: PluginBuild,
  check: (path: string) => Promise<void>,
): Promise<OnResolveResult | undefined> {
  const options = { kind, importer, resolveDir, pluginData: 'tiphys-missing-alias' };
  if ((await build.resolve(path, options)).errors.length === 0) return undefined;
  const source = await build.resolve(path.replace(/\.generated(?=(?:\.[mc]?[jt]s)?$)/, ''), options);
  if (source.errors.length > 0 || !/\.[mc]?tsx?$/.test(source.path)) return undefined;
  const generated = generatedPath(source.path);
  await check(generated);
  return existsSync(generated) ? { path: realpathSync(generated) } : undefined;
}

/** The files that an import may mean, as the resolution of TypeScript tries them. */
function modulesFor(path: string): readonly string[] {
  const [, stem = path, suffix] = /^(.*)\.([mc]?)[jt]s$/.exec(path) ?? [];
  return suffix === undefined ? ['ts', 'mts', 'cts'].map((one) => `${path}.${one}`) : [`${stem}.${suffix}ts`];
}
