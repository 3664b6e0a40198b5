import { type Component, component, forEach, input, pipeline } from '@tiphys/pipeline';
import { mock, runPipeline } from '@tiphys/pipeline/testing';
import { cpuSeconds, peakMegabytes } from './cpu-clock.ts';

const number = { type: 'number' };

const square: Component<{ x: number }, number> = component({
  name: 'square',
  source: { module: import.meta.url, file: './test-pipeline.ts', export: 'square', line: 1 },
  style: 'positional',
  inputs: [{ name: 'x', optional: false, route: 'value', schema: number }],
  output: { route: 'value', schema: number, list: false },
});

const numbers = input<number[]>({ schema: { type: 'array', items: number } });
const squares = pipeline('squares', { numbers }, (given) => ({
  squares: forEach(given.numbers, (x) => square({ x })),
}));

const n = Number(process.argv[2]);
const start = cpuSeconds();
const run = await runPipeline(squares, {
  inputs: { numbers: Array.from({ length: n }, (_, index) => index) },
  mocks: [mock(square, async ({ x }) => x * x)],
});
const cpu_s = cpuSeconds() - start;
if (run.outputs.squares.length !== n || run.outputs.squares[n - 1] !== (n - 1) ** 2)
  throw new Error('a mocked run gives wrong squares');
await run[Symbol.asyncDispose]();
console.log(JSON.stringify({ import_s: start, cpu_s, rss_mb: peakMegabytes() }));
