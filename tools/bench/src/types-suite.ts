import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import type { BenchLimit, BenchRow, BenchSuite } from './bench-suite.ts';
import { measureTypes, type TypesFigures } from './measure-types.ts';
import { round } from './median.ts';
import { installNodePeers } from './peers.ts';
import { root, runChild } from './run-child.ts';
import { handwrittenCalls, rawWorkflow } from './type-programs.ts';

/** Measures the cost for `tsc` of a file that imports the models, and of calls of components. */
export const typesSuite: BenchSuite = {
  name: 'types',
  summary:
    'tsc (skipLibCheck) on one workflow file, minus an empty file; and on explicit calls of components',
  async run({ repeat }) {
    await runChild('npx', ['nx', 'run-many', '-t', 'build', '-p', '@tiphys/models', '@tiphys/pipeline']);
    const empty = await measureTypes(root, 'export {};\n', repeat);
    const models = beyond(
      await measureTypes(
        path.join(root, 'examples/hello-world'),
        rawWorkflow("import type { Workflow } from '@tiphys/models';", 'Workflow'),
        repeat,
      ),
      empty,
    );
    const peers = await measurePeers(empty, repeat);
    const calls = await measureCalls(empty, repeat);
    return {
      rows: [
        { tool: '@tiphys/models', ...shown(models) },
        ...peers.rows.map(({ tool, figures }) => ({ tool, ...shown(figures) })),
        ...calls.rows,
      ],
      limits: [
        ...peers.rows.flatMap(({ tool, figures, share }) => limitsAgainst(models, { tool, figures, share })),
        ...calls.limits,
      ],
      skipped: peers.skipped,
    };
  },
};

interface Peer {
  readonly tool: string;
  readonly figures: TypesFigures;
  /** The share of the peer's figures that the models may cost. */
  readonly share: number;
}

async function measurePeers(
  empty: TypesFigures,
  repeat: number,
): Promise<{ rows: readonly Peer[]; skipped: readonly string[] }> {
  const peers = await installNodePeers();
  if ('missing' in peers) return { rows: [], skipped: [peers.missing] };
  const kubernetes = await measureTypes(
    peers.folder,
    rawWorkflow(
      "import { Workflow } from '@kubernetes-models/argo-workflows/argoproj.io/v1alpha1/Workflow';",
      'new Workflow',
    ),
    repeat,
  );
  const rows: Peer[] = [{ tool: '@kubernetes-models', figures: beyond(kubernetes, empty), share: 1 }];
  const crd = globSync(path.join(root, '../shared/schemas/crds/v4.1.*/argoproj.io_workflows.yaml'))[0];
  if (crd === undefined)
    return { rows, skipped: ['cdk8s import: there is no CRD file of Argo 4.1 at ../shared/schemas/crds'] };
  if (!existsSync(path.join(peers.folder, 'imports/argoproj.io.ts'))) {
    await runChild(
      path.join(peers.folder, 'node_modules/.bin/cdk8s'),
      ['import', crd, '--language', 'typescript', '--output', 'imports'],
      { cwd: peers.folder },
    );
  }
  const cdk8s = await measureTypes(
    peers.folder,
    rawWorkflow("import type { WorkflowProps } from '../imports/argoproj.io.ts';", 'WorkflowProps', {
      withKind: false,
    }),
    repeat,
  );
  rows.push({ tool: 'cdk8s import', figures: beyond(cdk8s, empty), share: 0.1 });
  return { rows, skipped: [] };
}

async function measureCalls(
  empty: TypesFigures,
  repeat: number,
): Promise<{ rows: readonly BenchRow[]; limits: readonly BenchLimit[] }> {
  const place = path.join(root, 'examples/squares');
  const figures = new Map<number, TypesFigures>();
  for (const count of [0, 1000, 5000])
    figures.set(
      count,
      beyond(await measureTypes(place, handwrittenCalls(count), count === 0 ? repeat : 1), empty),
    );
  const [none, thousand, many] = [0, 1000, 5000].map(
    (count) => figures.get(count)?.instantiations ?? Number.NaN,
  );
  if (none === undefined || thousand === undefined || many === undefined)
    throw new Error('unreachable: three figures');
  const early = (thousand - none) / 1000;
  const late = (many - thousand) / 4000;
  return {
    rows: [...figures].map(([count, figure]) => ({ tool: 'calls', n: count, ...shown(figure) })),
    limits: [
      {
        title: 'type instantiations of a call after 1,000 others, relative to an early one',
        measured: (late + 1) / (early + 1),
        atMost: 1.05,
      },
    ],
  };
}

function beyond(figures: TypesFigures, empty: TypesFigures): TypesFigures {
  return {
    time_s: Math.max(0, figures.time_s - empty.time_s),
    memory_mb: Math.max(0, figures.memory_mb - empty.memory_mb),
    instantiations: Math.max(0, figures.instantiations - empty.instantiations),
  };
}

function limitsAgainst(models: TypesFigures, { tool, figures, share }: Peer): readonly BenchLimit[] {
  return (['time_s', 'memory_mb', 'instantiations'] as const).map((figure) => ({
    title: `${figure} of the models minus an empty file, relative to ${tool}`,
    measured: models[figure] / Math.max(figures[figure], 1e-9),
    atMost: share,
  }));
}

function shown({ time_s, memory_mb, instantiations }: TypesFigures): Omit<BenchRow, 'tool'> {
  return { time_s: round(time_s), memory_mb: round(memory_mb), instantiations };
}
