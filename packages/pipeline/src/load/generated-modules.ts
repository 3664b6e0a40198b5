import { existsSync, realpathSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin, PluginBuild, ResolveResult } from 'esbuild';
import { findStaleModule, type StaleModule } from '../generate/find-stale-module.ts';
import { generatedPath, sourcesOf } from '../generate/generated-path.ts';
import { createMemory } from '../memory.ts';
import { PipelineError } from '../pipeline-error.ts';

/** Updates a generated module, or throws an error. */
export type Regenerate = (module: StaleModule) => Promise<void>;

/** Returns the esbuild plugin that checks every generated module before it is read, and updates stale and missing ones. */
export function generatedModules(regenerate: Regenerate = refuseStale): Plugin {
  const check = createMemory((path) => refresh(path, regenerate));
  return {
    name: 'tiphys-generated-modules',
    setup(build) {
      build.onResolve({ filter: /\.generated(?:\.[mc]?[jt]s)?$/ }, (request) =>
        resolveMissing(request, build, check),
      );
      build.onLoad({ filter: /\.generated\.[mc]?ts$/, namespace: 'file' }, async ({ path }) => {
        // Generated modules in packages were checked when the packages were built.
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
  const advice = `Run \`tiphys generate ${relative(process.cwd(), source)}\`, and commit the result.`;
  throw reason === 'missing'
    ? new PipelineError('PIPELINE_GENERATED_MISSING', `${name} has not been generated yet. ${advice}`)
    : new PipelineError(
        'PIPELINE_GENERATED_STALE',
        `${name} is stale: ${cause} has changed since it was generated. ${advice}`,
        { location: { file: path, line: 1, column: 1 } },
      );
}

async function refresh(path: string, regenerate: Regenerate): Promise<void> {
  const stale = await findStaleModule(path);
  if (stale !== undefined) await regenerate(stale);
}

type Check = (path: string) => Promise<void>;

/** Generates a module that an import does not find. esbuild has already read the folder, so it needs the path. */
async function resolveMissing(
  request: OnResolveArgs,
  build: PluginBuild,
  check: Check,
): Promise<OnResolveResult | undefined> {
  const { path, kind, importer, resolveDir, pluginData } = request;
  // A nested resolution.
  if (typeof pluginData === 'string' && pluginData.startsWith('tiphys-')) return undefined;
  const resolvePlainly = (name: string): Promise<ResolveResult> =>
    build.resolve(name, { kind, importer, resolveDir, pluginData: 'tiphys-generated-modules' });
  const found = await resolvePlainly(path);
  // Returned as it is: if another import has just generated the module, a second resolution would not find it in the folder that
  // esbuild has read before.
  if (found.errors.length === 0) {
    const { path: file, namespace, external, sideEffects, suffix } = found;
    return { path: file, namespace, external, sideEffects, suffix };
  }
  try {
    return /^\.{0,2}\//.test(path)
      ? await generateFile(path, resolve(resolveDir, path), check)
      : await generateAlias(path, resolvePlainly, check);
  } catch (error) {
    // A returned error has the location of the import; a thrown one would not.
    return { errors: [{ text: (error as Error).message, detail: error }] };
  }
}

async function generateFile(name: string, path: string, check: Check): Promise<OnResolveResult> {
  const candidates = modulesFor(path);
  for (const candidate of candidates) {
    await check(candidate);
    if (existsSync(candidate)) return { path: realpathSync(candidate) };
  }
  const sources = candidates.flatMap(sourcesOf);
  const [first, ...others] = sources.filter((one) => existsSync(one)).map((one) => basename(one));
  const reason =
    first === undefined
      ? `there is no ${basename(sources[0] ?? path)} to generate it from. Check the path.`
      : others.length === 0
        ? `${first} has nothing to generate. Remove the import.`
        : `it could be generated from ${[first, ...others].join(' and ')}. Rename all but one of them.`;
  return { errors: [{ text: `${name} does not exist: ${reason}` }] };
}

/** Generates a missing module behind a path alias of a tsconfig.json. The alias also resolves its source. */
async function generateAlias(
  name: string,
  resolvePlainly: (name: string) => Promise<ResolveResult>,
  check: Check,
): Promise<OnResolveResult | undefined> {
  const source = await resolvePlainly(name.replace(/\.generated(?=(?:\.[mc]?[jt]s)?$)/, ''));
  if (source.errors.length > 0 || !/\.[mc]?tsx?$/.test(source.path)) return undefined;
  const generated = generatedPath(source.path);
  await check(generated);
  return existsSync(generated) ? { path: realpathSync(generated) } : undefined;
}

/** Returns the files that an import may refer to, in the order of TypeScript's resolution. */
function modulesFor(path: string): readonly string[] {
  const [, stem = path, suffix] = /^(.*)\.([mc]?)[jt]s$/.exec(path) ?? [];
  return suffix === undefined ? ['ts', 'mts', 'cts'].map((one) => `${path}.${one}`) : [`${stem}.${suffix}ts`];
}
