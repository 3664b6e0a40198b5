import { basename, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { createMemory } from '../memory.ts';
import { packageFolder } from '../package-folder.ts';
import { bundleOptions } from './bundle-options.ts';
import { OPTIONAL_MODULES, type OptionalModule } from './runtime-needs.ts';
import { packCode } from './script/pack-code.ts';

const entry = join(packageFolder, 'src/runtime/start-task.ts');

/** Variables that the script gives the runtime (see runtime/start-task.ts), in the order of the parameters. */
const GIVEN = ['component', 'main', 'require', '...packed'];

const buildOnce = createMemory((modules) => build(new Set(JSON.parse(modules) as OptionalModule[])));

/** Builds the runtime, a function, with these optional modules, and packs it. */
export function buildRuntime(needed: readonly OptionalModule[]): Promise<string> {
  return buildOnce(JSON.stringify([...new Set(needed)].sort()));
}

/** Replaces the optional modules that are not needed. */
function withoutModules(needed: ReadonlySet<OptionalModule>): Plugin {
  return {
    name: 'tiphys-runtime',
    setup(build) {
      build.onLoad({ filter: /[\\/]runtime[\\/](?:[\w-]+[\\/])?[\w-]+\.ts$/ }, ({ path }) => {
        const name = basename(path, '.ts');
        return name in OPTIONAL_MODULES && !needed.has(name as OptionalModule) // as it is a key of the table
          ? { contents: OPTIONAL_MODULES[name as OptionalModule], loader: 'js' }
          : undefined;
      });
    },
  };
}

async function build(needed: ReadonlySet<OptionalModule>): Promise<string> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    ...bundleOptions,
    format: 'cjs',
    minify: true,
    plugins: [withoutModules(needed)],
    write: false,
    entryPoints: [entry],
  });
  const code = outputFiles[0]?.text.trim() ?? '';
  // The script's own realm is that of the function that it gives.
  return packCode(
    `((${GIVEN.join()})=>{const userRealm=main.constructor("return this")(),{process,Buffer}=userRealm;${code}})\n//# sourceURL=node:internal/tiphys`,
  );
}
