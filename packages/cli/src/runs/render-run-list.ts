import type { NodeStatus, Parameter, Workflow } from '@tiphys/models';
import { withRelativePaths } from '../output/relative-paths.ts';
import type { PlaceRuns } from '../place/place.ts';
import { isStopped } from '../show/is-stopped.ts';
import { oneLine } from '../show/one-line.ts';
import { renderTable } from '../show/render-table.ts';

/** Options of {@link renderRunList}. */
export interface RunListOptions {
  readonly headers: boolean;
  /** Whether to add columns: counts of nodes, and parameters. */
  readonly wide: boolean;
  /** Whether to add a column with the namespace. */
  readonly namespaces: boolean;
  /** The current time in milliseconds since the epoch. */
  readonly now: number;
  /** The working directory. */
  readonly cwd: string;
}

/** Returns runs as a table with the columns of `argo list`. */
export async function renderRunList(
  runs: PlaceRuns,
  workflows: readonly Workflow[],
  { cwd, headers, wide, namespaces, now }: RunListOptions,
): Promise<string> {
  const { describeMessage, formatDuration, formatSpan, isGeneratedParameter } = await import('@tiphys/view');
  const { timeOf } = await import('@tiphys/runs');
  const heads = [
    ...(namespaces ? ['NAMESPACE'] : []),
    'NAME',
    'STATUS',
    'AGE',
    'DURATION',
    'PRIORITY',
    ...(wide ? ['P/R/C', 'PARAMETERS'] : []),
    'MESSAGE',
  ];
  const rows = workflows.map((workflow) => {
    const { metadata, spec, status } = workflow;
    const created = timeOf(metadata.creationTimestamp);
    const phase = runs.statusOf(workflow);
    return [
      ...(namespaces ? [metadata.namespace ?? ''] : []),
      metadata.name ?? '',
      phase,
      created === undefined ? '' : formatDuration(now - created),
      formatSpan(status?.startedAt, status?.finishedAt ?? (isStopped(phase) ? undefined : now)),
      String(spec.priority ?? 0),
      ...(wide ? [countsOf(workflow), parametersOf(workflow, isGeneratedParameter)] : []),
      oneLine(withRelativePaths(describeMessage(workflow), cwd)),
    ];
  });
  return renderTable(headers ? [heads, ...rows] : rows);
}

/** Returns how many pods wait, run and have ended. */
function countsOf({ status }: Workflow): string {
  const pods = Object.values(status?.nodes ?? {}).filter(({ type }) => type === 'Pod');
  const count = (phases: readonly string[]): number =>
    pods.filter(({ phase }: NodeStatus) => phases.includes(phase ?? 'Pending')).length;
  const [pending, running] = [count(['Pending']), count(['Running'])];
  return `${pending}/${running}/${pods.length - pending - running}`;
}

/** Long values are cut, as in argo. What Tiphys has added is left out. */
function parametersOf({ spec }: Workflow, isGenerated: (parameter: Parameter) => boolean): string {
  return (spec.arguments?.parameters ?? [])
    .filter((parameter) => !isGenerated(parameter))
    .map(({ name, value }) => `${name}=${oneLine(String(value ?? '')).slice(0, 50)}`)
    .join(',');
}
