import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { createMemory } from '../memory.ts';
import { packageFolder } from '../package-folder.ts';
import * as features from '../runtime/features.ts';
import { bundleOptions } from './bundle-options.ts';
import type { RuntimeFeature } from './runtime-features.ts';
import { packCode } from './script/pack-code.ts';

const entry = join(packageFolder, 'src/runtime/start-task.ts');

/** Variables that the script gives the runtime (see runtime/start-task.ts), with their names there, in the order of the parameters. */
const GIVEN = { component: 'c', main: 'm', load: 'require', globalThis: 'g', packed: 'p' };

const buildOnce = createMemory((needed) => build(new Set(JSON.parse(needed) as RuntimeFeature[])));

/** Builds the runtime, a function, with these features, and packs it. */
export function buildRuntime(needed: readonly RuntimeFeature[]): Promise<string> {
  return buildOnce(JSON.stringify([...new Set(needed)].sort()));
}

/** Turns off the features that are not needed. The code for them is dropped, because bundles inline constants. */
function onlyFeatures(needed: ReadonlySet<RuntimeFeature>): Plugin {
  const contents = Object.keys(features)
    .map((name) => `export const ${name} = ${needed.has(name as RuntimeFeature)};\n`) // as it is a key of the module
    .join('');
  return {
    name: 'tiphys-runtime',
    setup(build) {
      build.onLoad({ filter: /[\\/]runtime[\\/]features\.ts$/ }, () => ({ contents, loader: 'ts' }));
    },
  };
}

async function build(needed: ReadonlySet<RuntimeFeature>): Promise<string> {
  const linked = await bundle({
    format: 'esm',
    minifySyntax: true,
    plugins: [onlyFeatures(needed)],
    entryPoints: [entry],
  });
  // The features are known only after the modules are linked, so what they make unused is dropped by a second pass.
  const code = await bundle({ format: 'cjs', minify: true, define: GIVEN, stdin: { contents: linked } });
  const { packed, ...others } = GIVEN;
  const parameters = [...Object.values(others), ...(needed.has('LOADS_MODULES') ? [`...${packed}`] : [])];
  return packCode(await shorten(`(${parameters.join()})=>{${code}}`));
}

/** Shortens a function that is an expression: what is at the top level of a module is better known inside a function. */
async function shorten(code: string): Promise<string> {
  const esbuild = await import('esbuild');
  const name = 'run=';
  const assigned = await esbuild.transform(name + code, { minify: true, target: bundleOptions.target ?? [] });
  return `(${assigned.code.trim().slice(name.length).replace(/;$/, '')})`;
}

async function bundle(options: BuildOptions): Promise<string> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({ ...bundleOptions, ...options, write: false });
  return outputFiles?.[0]?.text ?? '';
}
