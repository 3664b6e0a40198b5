import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { bundleOptions, runsFromSources } from './bundle-options.ts';

const entry = fileURLToPath(
  new URL(`../runtime/start-task.${runsFromSources ? 'ts' : 'js'}`, import.meta.url),
);

/** Variables that the script declares for the runtime (see runtime/start-task.ts), in the order of the parameters. */
const GIVEN = ['component', 'start', 'scriptStack', 'userRealm', 'process', 'require'];

const runtimes = new Map<boolean, Promise<string>>();

/** Builds the runtime, a function, as brotli and base64. It has the code for several outputs and lists of files only if one of the components needs it. */
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
    minify: true,
    sourcemap: false,
    define: { WITH_SEVERAL: String(withSeveral) },
    write: false,
    entryPoints: [entry],
  });
  const code = `((${GIVEN.join()}) => {${outputFiles[0]?.text.trim() ?? ''}})`;
  // Every template contains it, and packing halves its size. Unlike gzip, brotli produces the same bytes on every machine.
  return brotliCompressSync(code).toString('base64');
}
