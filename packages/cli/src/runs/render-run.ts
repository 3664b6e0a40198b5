import type { NodeStatus, Workflow } from '@tiphys/models';
import { withRelativePaths } from '../output/relative-paths.ts';
import type { RunDetails } from '../place/place.ts';
import { outputRows } from '../show/artifact-rows.ts';
import { isStopped, isSuspended } from '../show/is-stopped.ts';
import { oneLine } from '../show/one-line.ts';
import { renderFailures } from '../show/render-failures.ts';
import { renderSection, renderTable } from '../show/render-table.ts';
import { shownPath } from '../show/shown-path.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import type { ShowsNode } from './node-filter.ts';
import { renderQuestions } from './render-questions.ts';

/** A run to show. */
export interface ShownRun {
  readonly runs: RunDetails;
  readonly workflow: Workflow;
  /** `short` is the tree alone, `wide` adds a table of the nodes. */
  readonly format: string | undefined;
  /** Tells whether a node is shown. @default all are */
  readonly shows?: ShowsNode | undefined;
  /** Whether the tree is drawn with Unicode signs and lines. @default true */
  readonly unicode?: boolean;
  /** The options that lead other commands to the run, with a space before each. @default what the run waits for is not shown */
  readonly flags?: string | undefined;
}

/** Returns a run for people: what it is, its tree, its outputs, and where its files are. */
export async function renderRun(
  { runs, workflow, format, shows, unicode = true, flags }: ShownRun,
  world: World,
): Promise<string> {
  const { orderNodes, parameterRows, readFailures, renderTree } = await import('@tiphys/view');
  const { colour, columns } = world.terminal;
  const { bold } = coloursOf(world.terminal);
  const phase = runs.statusOf(workflow);
  const clock = isStopped(phase) ? { phase } : { phase, now: world.now() };
  const tree = renderTree(workflow, { colour, width: columns, shows, unicode, ...clock });
  if (format === 'short') return tree;
  const { metadata, spec } = workflow;
  const name = metadata.name ?? '';
  const parts = [tree];
  const notice = runs.noticeOf(workflow);
  if (notice !== undefined) parts.push(`${withRelativePaths(notice, world.cwd)}\n`);
  if (flags !== undefined && isSuspended(phase)) parts.push(...(await renderQuestions(workflow, flags)));
  parts.push(...(await renderFailures(workflow, readFailures(workflow), { templateOf: runs.templateOf })));
  const parameters = parameterRows(spec.arguments?.parameters ?? []);
  if (parameters.length > 0) parts.push(renderSection('Parameters', parameters, bold));
  const folder = runs.folderOf(name);
  const outputs = await outputRows({ workflow, folder }, world);
  if (outputs.length > 0) parts.push(renderSection('Outputs', outputs, bold));
  if (format === 'wide') parts.push(nodeTable(orderNodes(workflow).filter(shows ?? (() => true))));
  const times = [
    ['Created', metadata.creationTimestamp],
    ['Started', workflow.status?.startedAt],
    ['Finished', workflow.status?.finishedAt],
    ['Files', folder === undefined ? undefined : shownPath(folder.directory, world)],
  ] as const;
  // The time of a run that has not ended is null in a cluster.
  const known = times.flatMap(([title, text]) => (text ? [[title, text] as const] : []));
  parts.push(renderSection('Run', known, bold));
  return parts.join('\n');
}

function nodeTable(nodes: readonly NodeStatus[]): string {
  const rows = nodes.map(({ id, name, type, phase, templateName, message }) => [
    id,
    phase ?? 'Pending',
    type,
    templateName ?? '',
    oneLine(name),
    oneLine(message),
  ]);
  return renderTable([['NODE ID', 'PHASE', 'TYPE', 'TEMPLATE', 'NAME', 'MESSAGE'], ...rows]);
}
