import { fileURLToPath } from 'node:url';
import { bundleOptions, runsFromSources } from './bundle-options.ts';

const entry = fileURLToPath(new URL(`../task/start-task.${runsFromSources ? 'ts' : 'js'}`, import.meta.url));

let runtime: Promise<string> | undefined;

/** Returns the code that stands around every bundle, minified; it is the same for all, so it is built once. */
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
  return outputFiles[0]?.text ?? '';
}
