import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchLimit, BenchOptions, BenchRow, BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { installNodePeers, installPythonPeers } from './peers.ts';
import { runChild, runScript } from './run-child.ts';

/** A program that builds a DAG of N tasks and prints it. */
interface Contender {
  readonly tool: string;
  /** Larger sizes take minutes. */
  readonly largest: number;
  measure(n: number): Promise<Readonly<Record<string, number>>>;
}

const figures = ['import_s', 'build_s', 'yaml_s', 'rss_mb', 'bytes'] as const;
type Measured = Readonly<Record<(typeof figures)[number], number>>;

/** Measures building and printing a DAG in which each task reads the outputs of the two before it. */
export const compileSuite: BenchSuite = {
  name: 'compile',
  summary:
    'CPU seconds to build and print a DAG of N tasks, each in a fresh process; js-yaml dumps the object that Tiphys built',
  async run({ repeat, sizes = [10, 100, 1000, 5000] }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-bench-'));
    try {
      const { contenders, skipped } = await listContenders(folder);
      const medians = new Map<string, Measured>();
      for (const n of sizes) {
        const file = path.join(folder, `${n}.json`);
        await runScript('children/write-bench-object.ts', [String(n), file]);
        for (const [key, measured] of await measureSize(contenders, n, repeat)) medians.set(key, measured);
      }
      const rows = [...medians].map(([key, measured]) => toRow(key, measured, medians));
      return { rows, limits: limitsOf(medians), skipped };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function listContenders(
  folder: string,
): Promise<{ contenders: readonly Contender[]; skipped: readonly string[] }> {
  const contenders: Contender[] = [
    {
      tool: 'tiphys',
      largest: Number.POSITIVE_INFINITY,
      measure: (n) => runScript('children/compile-tiphys.ts', [String(n)]),
    },
    {
      tool: 'js-yaml',
      largest: Number.POSITIVE_INFINITY,
      measure: (n) => runScript('children/dump-js-yaml.ts', [path.join(folder, `${n}.json`)]),
    },
  ];
  const [python, node] = [await installPythonPeers(), await installNodePeers()];
  const peer = (name: string): string => path.join(import.meta.dirname, 'peers', name);
  if ('python' in python) {
    const measure = async (script: string, n: number): Promise<Record<string, number>> =>
      JSON.parse((await runChild(python.python, [peer(script), String(n)])).stdout);
    contenders.push({ tool: 'hera', largest: 5000, measure: (n) => measure('bench_hera.py', n) });
    // Its time grows with the square of the number of tasks.
    contenders.push({ tool: 'kfp', largest: 1000, measure: (n) => measure('bench_kfp.py', n) });
  }
  if ('folder' in node) {
    contenders.push({
      tool: 'cdk8s',
      largest: 5000,
      measure: async (n) =>
        JSON.parse(
          (await runChild(process.execPath, [peer('bench-cdk8s.mjs'), String(n), node.folder])).stdout,
        ),
    });
  }
  return {
    contenders,
    skipped: [python, node].flatMap((found) => ('missing' in found ? [found.missing] : [])),
  };
}

/** Alternates between the tools, so that all are measured under the same load. */
async function measureSize(
  contenders: readonly Contender[],
  n: number,
  repeat: BenchOptions['repeat'],
): Promise<ReadonlyMap<string, Measured>> {
  const taking = contenders.filter(({ largest }) => n <= largest);
  const runs = new Map(taking.map(({ tool }) => [tool, [] as Readonly<Record<string, number>>[]]));
  for (let count = 0; count < repeat; count += 1) {
    for (const { tool, measure } of taking) runs.get(tool)?.push(await measure(n));
  }
  return new Map(
    [...runs].map(([tool, measured]) => [
      `${tool} ${n}`,
      Object.fromEntries(
        figures.map((figure) => [figure, median(measured.map((run) => run[figure] ?? Number.NaN))]),
      ) as Measured,
    ]),
  );
}

function total(measured: Measured | undefined): number {
  return measured === undefined ? Number.NaN : measured.build_s + measured.yaml_s;
}

function toRow(key: string, measured: Measured, all: ReadonlyMap<string, Measured>): BenchRow {
  const [tool = '', n = ''] = key.split(' ');
  const rounded = Object.fromEntries(figures.map((figure) => [figure, round(measured[figure])]));
  return { tool, n: Number(n), ...rounded, ratio: round(total(measured) / total(all.get(`tiphys ${n}`))) };
}

function limitsOf(all: ReadonlyMap<string, Measured>): readonly BenchLimit[] {
  const of = (tool: string, n: number): number => total(all.get(`${tool} ${n}`));
  const limits: BenchLimit[] = [];
  if (all.has('tiphys 5000'))
    limits.push({
      title: 'build and YAML of 5,000 tasks, relative to the dump of js-yaml',
      measured: of('tiphys', 5000) / of('js-yaml', 5000),
      atMost: 1.8,
    });
  if (all.has('tiphys 5000') && all.has('tiphys 1000')) {
    limits.push({
      title: '5,000 tasks relative to 1,000 tasks',
      measured: of('tiphys', 5000) / of('tiphys', 1000),
      atMost: 6,
    });
  }
  for (const [tool, n] of [
    ['hera', 5000],
    ['cdk8s', 5000],
    ['kfp', 1000],
  ] as const) {
    if (all.has(`${tool} ${n}`))
      limits.push({
        title: `build and YAML of ${n} tasks, relative to ${tool}`,
        measured: of('tiphys', n) / of(tool, n),
        atMost: 0.5,
      });
  }
  return limits;
}
