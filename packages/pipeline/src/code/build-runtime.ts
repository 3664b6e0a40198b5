import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { bundleOptions, runsFromSources } from './bundle-options.ts';

const entry = fileURLToPath(
  new URL(`../runtime/start-task.${runsFromSources ? 'ts' : 'js'}`, import.meta.url),
);

/** Variables that the script declares for the runtime (see runtime/start-task.ts), in the order of the parameters. */
const GIVEN = ['component', 'start', 'scriptStack', 'userRealm', 'process', 'require'];

let runtime: Promise<string> | undefined;

/** Builds the runtime, a function, as brotli and base64. It is the same for all bundles, so it is built once. */
export function buildRuntime(): Promise<string> {
  runtime ??= build();
  return runtime;
}

async function build(): Promise<string> {
  const esbuild = await import('esbuild');
  const { outputFiles } = await esbuild.build({
    ...bundleOptions,
    minify: true,
    sourcemap: false,
    write: false,
    entryPoints: [entry],
  });
  const code = `((${GIVEN.join()}) => {${outputFiles[0]?.text.trim() ?? ''}})`;
  // Every template contains it, and packing halves its size. Unlike gzip, brotli produces the same bytes on every machine.
  return brotliCompressSync(code).toString('base64');
}
