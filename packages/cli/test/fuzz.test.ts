import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { dump, loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { fakeWorld } from './fake-world.ts';
import { fuzzWorkflows } from './fuzz-workflows.ts';
import { temporaryFolder } from './temporary-folder.ts';

const explored = process.env.TIPHYS_FUZZ_RUNS;

type Path = readonly (string | number)[];

/** A path in the documents of a file, and the value to write there. */
interface Mutation {
  readonly file: string;
  readonly path: Path;
  readonly value: unknown;
}

const documents = new Map(
  Object.entries(fuzzWorkflows).map(([name, text]) => [name, loadAll(text) as readonly unknown[]]),
);

function* pathsIn(value: unknown, above: Path = []): Generator<Path> {
  if (above.length > 0) yield above;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value))
    yield* pathsIn(part, [...above, Array.isArray(value) ? Number(key) : key]);
}

const places = [...documents].flatMap(([file, parts]) => [...pathsIn(parts)].map((path) => ({ file, path })));
const wrongValues = [
  ...[null, 0, 1, -1, 1.5, 1e30, 'x', '', ' ', true, [], {}, [null], { a: 1 }, [[]], [{}], [1, 'a']],
  ...['{{', '{{=', '{{x}}', '{{=1/0}}', '\u001B[2J', '../..', 'a\u0000b', '__proto__'],
];
const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(fc.constantFrom(...places), fc.constantFrom<unknown>(...wrongValues))
  .map(([place, value]) => ({ ...place, value }));

function apply({ file, path: place, value }: Mutation): string {
  const changed = structuredClone(documents.get(file)) as unknown as readonly unknown[]; // every place is of one of the files
  let holder = changed as unknown as Record<string | number, unknown>; // lists and mappings are written alike
  for (const key of place.slice(0, -1)) holder = holder[key] as typeof holder;
  holder[place.at(-1) ?? 0] = value;
  return changed.map((document) => dump(document)).join('---\n');
}

test.for([
  { command: 'lint', words: ['lint', 'w.yaml'], runs: 200 },
  { command: 'convert', words: ['convert', 'w.yaml', '--diff', '--target', 'v3.5'], runs: 100 },
  { command: 'import', words: ['import', 'w.yaml'], runs: 100 },
  { command: 'assess', words: ['import', '--assess', 'w.yaml'], runs: 60 },
  { command: 'run', words: ['run', 'w.yaml', '--json'], runs: 60 },
])(
  '$command ends with 0, 1 or 2 for a file with one wrong value',
  { timeout: 300_000 },
  async ({ words, runs }) => {
    using folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(mutation, async (one) => {
        writeFileSync(path.join(folder.path, 'w.yaml'), apply(one));
        const { world, err } = fakeWorld({ cwd: folder.path });
        const code = await runCli(words, world);
        expect([0, 1, 2], `${JSON.stringify(one)}\n${err()}`).toContain(code);
      }),
      // The same mutations every time, so that failures can be reproduced. TIPHYS_FUZZ_RUNS=2000 makes new ones, to find faults.
      explored === undefined ? { numRuns: runs, seed: 1 } : { numRuns: Number(explored) },
    );
  },
);
