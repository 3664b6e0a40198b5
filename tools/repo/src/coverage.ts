import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Coverage, coverageFaults } from './coverage-faults.ts';
import { root } from './workspace.ts';

/** How many of a package's least covered files the table names. */
const listed = 10;

/** Runs the tests of a package without the conformance data and returns the coverage of its files by path from the root. */
function measure(name: string): Record<string, Coverage> | undefined {
  const folder = path.join(root, 'coverage', name);
  const { status } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--project',
      name,
      '--coverage.enabled',
      `--coverage.reportsDirectory=${folder}`,
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        TIPHYS_CONFORMANCE: path.join(root, 'coverage/no-conformance-data'),
        // V8 counts the functions of cached code less precisely.
        NODE_DISABLE_COMPILE_CACHE: '1',
      },
    },
  );
  if (status !== 0) return undefined;
  const summary: Record<string, Coverage> = JSON.parse(
    readFileSync(path.join(folder, 'coverage-summary.json'), 'utf8'),
  );
  return Object.fromEntries(
    Object.entries(summary).map(([file, coverage]) => [
      path.isAbsolute(file) ? path.relative(root, file) : file,
      coverage,
    ]),
  );
}

function printTable(name: string, { total, ...files }: Readonly<Record<string, Coverage>>): void {
  const row = (title: string, { lines }: Coverage): string =>
    `${lines.pct.toFixed(1).padStart(6)} %  ${title} (${lines.covered} of ${lines.total} lines)`;
  const least = Object.entries(files)
    .filter(([, { lines }]) => lines.covered < lines.total)
    .sort(([, a], [, b]) => a.lines.pct - b.lines.pct)
    .slice(0, listed);
  if (total !== undefined) console.log(row(name, total));
  for (const [file, coverage] of least) console.log(`  ${row(file, coverage)}`);
}

const names = process.argv.length > 2 ? process.argv.slice(2) : ['expression', 'engine', 'lint'];
const faults: string[] = [];
const summaries: (readonly [string, Record<string, Coverage>])[] = [];
for (const name of names) {
  const summary = measure(name);
  if (summary === undefined) {
    faults.push(`${name}: the tests failed`);
  } else {
    summaries.push([name, summary]);
    faults.push(...coverageFaults(name, summary));
  }
}
console.log('\nLine coverage without the conformance data');
for (const [name, summary] of summaries) printTable(name, summary);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
