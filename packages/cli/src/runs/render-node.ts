import { existsSync } from 'node:fs';
import type { NodeStatus, Template, Workflow } from '@tiphys/models';
import type { PlaceRuns } from '../place/place.ts';
import { artifactRows } from '../show/artifact-rows.ts';
import { oneLine } from '../show/one-line.ts';
import { renderSection, renderTable } from '../show/render-table.ts';
import { shownPath } from '../show/shown-path.ts';
import type { Colours } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import { describeProgram } from './describe-program.ts';

/** A node to show. */
export interface ShownNode {
  readonly runs: PlaceRuns;
  readonly workflow: Workflow;
  readonly node: NodeStatus;
}

type Row = readonly [string, string];

/** Returns a node for people: its state, inputs, outputs, tries, command, environment and files. */
export async function renderNode(
  { runs, workflow, node }: ShownNode,
  { world, colours }: { readonly world: World; readonly colours: Colours },
): Promise<string> {
  const { bold } = colours;
  const folder = runs.folderOf(workflow.metadata.name ?? '');
  const section = (title: string, rows: readonly Row[]): readonly string[] =>
    rows.length === 0 ? [] : [renderSection(title, rows, bold)];
  const { parameterRows, shortValue } = await import('@tiphys/view');
  const values = async (side: NodeStatus['inputs'] | NodeStatus['outputs']): Promise<readonly Row[]> => [
    ...parameterRows(side?.parameters ?? []),
    ...(await artifactRows(side?.artifacts ?? [], folder, world)),
  ];
  const { result } = node.outputs ?? {};
  const tries = triesOf(workflow, node);
  const last = tries.at(-1) ?? node;
  const template = runs.templateOf(workflow, last);
  const program = await describeProgram(template, workflow);
  const { logFile } = await import('@tiphys/engine');
  const log = folder === undefined ? undefined : logFile(folder, { nodeId: last.id, nodeName: last.name });
  const parts = [
    ...section('Node', await stateRows(node, { world, reason: await reasonOf(workflow, last, template) })),
    ...section('Inputs', await values(node.inputs)),
    ...section('Outputs', [
      ...(await values(node.outputs)),
      ...(result === undefined ? [] : [['result', shortValue(result)] as const]),
    ]),
    ...(tries.length === 0 ? [] : [`${bold('Tries')}\n${await tryTable(tries)}`]),
    ...section('Command', program.command),
    ...section('Environment', program.environment),
    ...section('Files', log !== undefined && existsSync(log) ? [['Log', shownPath(log, world)]] : []),
  ];
  return parts.join('\n');
}

async function reasonOf(
  workflow: Workflow,
  node: NodeStatus,
  template: Template | undefined,
): Promise<string | undefined> {
  const { explainEnd } = await import('@tiphys/view');
  return explainEnd({ node, workflow, templateOf: () => template });
}

async function stateRows(
  node: NodeStatus,
  { world, reason }: { readonly world: World; readonly reason: string | undefined },
): Promise<readonly Row[]> {
  const { formatSpan } = await import('@tiphys/view');
  const { exitCode } = node.outputs ?? {};
  const rows = [
    ['Name', oneLine(node.name)],
    ['Id', node.id],
    ['Type', node.type],
    ['Phase', node.phase ?? 'Pending'],
    ['Message', node.message],
    ['Reason', reason],
    [
      'Template',
      node.templateRef === undefined
        ? node.templateName
        : `${node.templateRef.name}/${node.templateRef.template}`,
    ],
    ['Started', node.startedAt],
    ['Finished', node.finishedAt],
    ['Duration', formatSpan(node.startedAt, node.finishedAt ?? world.now())],
    ['Exit code', exitCode],
  ] as const;
  // The time of a node that has not ended is null in a cluster.
  return rows.flatMap(([title, text]) => (text ? [[title, text] as const] : []));
}

/** Returns the attempts of a node with retries. */
function triesOf({ status }: Workflow, node: NodeStatus): readonly NodeStatus[] {
  if (node.type !== 'Retry') return [];
  return (node.children ?? [])
    .flatMap((id) => status?.nodes?.[id] ?? [])
    .filter(({ name }) => name.startsWith(`${node.name}(`));
}

async function tryTable(tries: readonly NodeStatus[]): Promise<string> {
  const { formatSpan } = await import('@tiphys/view');
  const rows = tries.map(({ displayName, name, phase, startedAt, finishedAt, message }) => [
    `  ${oneLine(displayName ?? name)}`,
    phase ?? 'Pending',
    formatSpan(startedAt, finishedAt),
    oneLine(message),
  ]);
  return renderTable(rows);
}
