import { parseArgs } from 'node:util';
import type { BenchLimit, BenchResult, BenchRow, BenchSuite } from './bench-suite.ts';
import { compileSuite } from './compile-suite.ts';
import { constructsSuite } from './constructs-suite.ts';
import { generatorSuite } from './generator-suite.ts';
import { runSuite } from './run-suite.ts';
import { scaleSuite } from './scale-suite.ts';
import { startSuite } from './start-suite.ts';
import { tasksSuite } from './tasks-suite.ts';
import { testSuite } from './test-suite.ts';
import { typesSuite } from './types-suite.ts';

const suites: readonly BenchSuite[] = [
  compileSuite,
  scaleSuite,
  typesSuite,
  constructsSuite,
  generatorSuite,
  startSuite,
  runSuite,
  tasksSuite,
  testSuite,
];

const usage = `Usage: npm run bench -- [SUITE...] [--json] [--check] [--repeat N] [--sizes 10,100]
Measures Tiphys and its peers side by side. Suites:
${suites.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n')}
--check exits with 1 if a limit is exceeded.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '5' },
    sizes: { type: 'string' },
    help: { type: 'boolean', default: false, short: 'h' },
  },
});

const unknown = positionals.find((word) => !suites.some(({ name }) => name === word));
if (values.help || unknown !== undefined) {
  console.error(unknown === undefined ? usage : `There is no suite "${unknown}".\n${usage}`);
  process.exitCode = unknown === undefined ? 0 : 2;
} else {
  process.exitCode = await measure(
    suites.filter(({ name }) => positionals.length === 0 || positionals.includes(name)),
  );
}

async function measure(chosen: readonly BenchSuite[]): Promise<number> {
  const results: BenchResult[] = [];
  for (const suite of chosen) {
    if (!values.json) console.log(`\n${suite.name}: ${suite.summary}`);
    const result = await suite.run({
      repeat: Number(values.repeat),
      sizes: values.sizes?.split(',').map(Number),
    });
    results.push(result);
    if (!values.json) print(result);
  }
  if (values.json)
    console.log(
      JSON.stringify(
        results.flatMap(({ rows }) => rows),
        undefined,
        2,
      ),
    );
  const broken = results
    .flatMap(({ limits }) => limits)
    .filter(({ measured, atMost }) => !(measured <= atMost));
  if (!values.check) return 0;
  for (const limit of broken) console.error(`exceeded: ${describe(limit)}`);
  return broken.length === 0 ? 0 : 1;
}

function print({ rows, limits, skipped }: BenchResult): void {
  console.table(
    Object.fromEntries(
      rows.map(({ tool, ...figures }: BenchRow) => [`${tool} ${figures.n ?? ''}`.trim(), figures]),
    ),
  );
  for (const limit of limits)
    console.log(`${limit.measured <= limit.atMost ? 'ok' : 'EXCEEDED'}: ${describe(limit)}`);
  for (const reason of skipped) console.log(`skipped: ${reason}`);
}

function describe({ title, measured, atMost }: BenchLimit): string {
  return `${title}: ${Number(measured.toPrecision(3))}, at most ${atMost}`;
}
