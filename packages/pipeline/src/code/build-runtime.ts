import { fileURLToPath } from 'node:url';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { bundleOptions, runsFromSources } from './bundle-options.ts';
import { packCode } from './pack-code.ts';

const entry = fileURLToPath(
  new URL(`../runtime/start-task.${runsFromSources ? 'ts' : 'js'}`, import.meta.url),
);

/** Variables that the script gives the runtime (see runtime/start-task.ts), in the order of the parameters. */
const GIVEN = ['component', 'main', 'require', '...packed'];

const runtimes = new Map<boolean, Promise<string>>();

/**
 * Builds the runtime, a function, and packs it. It has the code for several outputs and lists of files only if one of the components needs it.
 */
export function buildRuntime(components: readonly ComponentDescriptor[]): Promise<string> {
  const withSeveral = components.some(
    ({ inputs, output }) => output.route === 'fields' || inputs.some(({ list }) => list),
  );
  const runtime = runtimes.get(withSeveral) ?? build(withSeveral);
  runtimes.set(withSeveral, runtime);
  return runtime;
}

async function build(withSeveral: boolean): Promise<string> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    ...bundleOptions,
    format: 'cjs',
    minify: true,
    define: { WITH_SEVERAL: String(withSeveral) },
    write: false,
    entryPoints: [entry],
  });
  const code = outputFiles[0]?.text.trim() ?? '';
  // The script's own realm is that of the function that it gives.
  return packCode(
    `((${GIVEN.join()})=>{const userRealm=main.constructor("return this")(),{process,Buffer}=userRealm;${code}})\n//# sourceURL=node:internal/tiphys`,
  );
}
