import { compilePipeline } from '@tiphys/pipeline/compile';
import { toYaml } from '@tiphys/workflow';
import { benchCode } from './bench-component.ts';
import { cpuSeconds } from './cpu-clock.ts';
import { scaleKinds } from './scale-pipelines.ts';

const [kind = '', size = '0'] = process.argv.slice(2);
const bundler = { bundle: async () => benchCode };

/** Compiles and prints a pipeline, and returns the CPU seconds and the size of the text. */
async function measure(n: number): Promise<{ readonly cpu_s: number; readonly bytes: number }> {
  const build = scaleKinds[kind];
  if (build === undefined) throw new Error(`There is no pipeline "${kind}".`);
  const start = cpuSeconds();
  const { manifest } = await compilePipeline(build(n), { bundler });
  const { length } = toYaml(manifest);
  return { cpu_s: cpuSeconds() - start, bytes: length };
}

// The first one loads the parser and lets Node.js optimize the code.
await measure(20);
console.log(JSON.stringify(await measure(Number(size))));
