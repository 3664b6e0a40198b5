import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { bundleOptions, runsFromSources } from './bundle-options.ts';

const entry = fileURLToPath(new URL(`../task/start-task.${runsFromSources ? 'ts' : 'js'}`, import.meta.url));

/** Names under which the runtime knows what a script gives it (see task/start-task.ts), in the order of {@link buildRuntime}'s function. */
const given = ['component', 'start', 'scriptStack', 'userRealm', 'process', 'require'];

let runtime: Promise<string> | undefined;

/** Returns the code that stands around every bundle, a function, as brotli + base64; it is the same for all, so it is built once. */
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
  const code = `((${given.join()}) => {${outputFiles[0]?.text.trim() ?? ''}})`;
  // Every template carries it: packed, it takes half of the space. Unlike gzip, brotli gives the same bytes on every machine.
  return brotliCompressSync(code).toString('base64');
}
