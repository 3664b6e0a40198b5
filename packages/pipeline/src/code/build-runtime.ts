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

const linkOnce = createMemory(link);
const buildOnce = createMemory((needed) => build(new Set(JSON.parse(needed) as RuntimeFeature[])));

/** Builds the runtime, a function, with these features, and packs it. */
export function buildRuntime(needed: readonly RuntimeFeature[]): Promise<string> {
  return buildOnce(JSON.stringify([...new Set(needed)].sort()));
}

async function build(needed: ReadonlySet<RuntimeFeature>): Promise<string> {
  const values = Object.keys(features).map(
    (name) => [name, String(needed.has(name as RuntimeFeature))] as const, // as it is a key of the module
  );
  const define = { ...GIVEN, ...Object.fromEntries(values) };
  const contents = await linkOnce(entry);
  const code = await bundle({ format: 'cjs', minify: true, define, stdin: { contents } });
  const { packed, ...others } = GIVEN;
  const parameters = [...Object.values(others), ...(needed.has('LOADS_MODULES') ? [`...${packed}`] : [])];
  return packCode(await shorten(`(${parameters.join()})=>{${code}}`));
}

/** Links the modules of the runtime, with the features as free variables: only what is known before code is linked can make code unused. */
async function link(file: string): Promise<string> {
  const code = await bundle({ format: 'esm', plugins: [unknownFeatures], entryPoints: [file] });
  return code.replace(new RegExp(`^var \\w+ = ${UNKNOWN};\n`, 'gm'), '');
}

/** The value of a feature when the modules are linked. */
const UNKNOWN = 'unknownFeature';

const unknownFeatures: Plugin = {
  name: 'tiphys-runtime',
  setup(build) {
    const contents = Object.keys(features)
      .map((name) => `export const ${name} = ${UNKNOWN};\n`)
      .join('');
    build.onLoad({ filter: /[\\/]runtime[\\/]features\.ts$/ }, () => ({ contents, loader: 'js' }));
  },
};

/** Shortens a function: names at the top level of a module get no shorter, and variables that are used once stay. */
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
