import path from 'node:path';
import type { RunFolder } from '@tiphys/engine';
import type { NodeStatus, Template, Workflow } from '@tiphys/models';
import { isKnownError } from '../output/render-error.ts';
import type { PlaceRuns } from '../place/place.ts';
import { outputFiles } from '../show/artifact-rows.ts';
import { renderSection } from '../show/render-table.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';

/** An output of a run, as it is printed: JSON, or the text of a string. */
export interface ShownOutput {
  readonly name: string;
  readonly text: string;
}

/** Returns the outputs of the entrypoint and the global outputs of a workflow. */
export function outputsOf(workflow: Workflow): readonly ShownOutput[] {
  const root = rootOf(workflow);
  const parameters = [...(root?.outputs?.parameters ?? []), ...(workflow.status?.outputs?.parameters ?? [])];
  const shown = new Map(parameters.map(({ name, value }) => [name, String(value ?? '')]));
  return [...shown].map(([name, text]) => ({ name, text }));
}

/** Returns the node of the entrypoint. */
export function rootOf(workflow: Workflow): NodeStatus | undefined {
  return Object.values(workflow.status?.nodes ?? {}).find(({ name }) => name === workflow.metadata.name);
}

/** Returns the report of a run: its outputs, the failed nodes with the end of their logs, and where its files are. */
export async function renderRunReport(
  run: {
    readonly workflow: Workflow;
    readonly runs: PlaceRuns;
    readonly outputs: readonly ShownOutput[];
    /** The file with the manifest, if it is on this machine. */
    readonly manifest: string | undefined;
    /** The file that was run, if it is on this machine. */
    readonly source: string | undefined;
  },
  world: World,
): Promise<string> {
  const colours = coloursOf(world.terminal);
  const { explainEnd, renderTree } = await import('@tiphys/view');
  const { colour, columns } = world.terminal;
  const lines = [renderTree(run.workflow, { colour, width: columns, maxRows: 60 })];
  const { workflow, runs } = run;
  const folder = runs.folderOf(workflow.metadata.name ?? '');
  const files = outputFiles({ workflow, folder }, world);
  const outputs = [...run.outputs.map(({ name, text }) => [name, text] as const), ...files];
  if (outputs.length > 0) lines.push(renderSection('Outputs', outputs, colours.bold));
  const reasons = failedPods(run.workflow).flatMap((node) => {
    const reason = explainEnd(node, templateOf(run.workflow, node), run.workflow);
    return reason === undefined ? [] : [[node.displayName ?? node.name, reason] as const];
  });
  if (reasons.length > 0) lines.push(renderSection('Reasons', reasons.slice(0, MOST_FAILURES), colours.bold));
  for (const node of await failedNodes(run, folder, world)) lines.push(node);
  const place = (file: string): string => path.relative(world.cwd, file) || file;
  const source = run.source === undefined ? 'FILE' : place(run.source);
  for (const hint of hintsOf(run.workflow, source)) lines.push(`${hint}\n`);
  if (folder !== undefined) {
    const rows = [
      ...(run.manifest === undefined ? [] : [['YAML', place(run.manifest)] as const]),
      ['Logs', place(folder.logs)],
      ['Artifacts', place(folder.artifacts)],
      ['Status', place(folder.workflow)],
    ] as const;
    lines.push(renderSection('Files', rows, colours.bold));
  }
  return `${lines.join('\n')}`;
}

const LOG_LINES = 12;
const MOST_FAILURES = 5;

/** Returns the end of the log of each failed node that has one. The tree shows the others. */
async function failedNodes(
  { workflow, runs }: { readonly workflow: Workflow; readonly runs: PlaceRuns },
  folder: RunFolder | undefined,
  world: World,
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const node of failedPods(workflow)) {
    if (texts.length === MOST_FAILURES) {
      const where = folder === undefined ? '' : ` Their logs are in ${path.relative(world.cwd, folder.logs)}`;
      texts.push(`More nodes failed.${where}\n`);
      break;
    }
    const tail = await tailOf(node, { workflow, runs }, folder);
    // A pod that never started has no log.
    if (tail.length === 0) continue;
    texts.push(`${node.name} ${node.phase?.toLowerCase()}: ${node.message ?? ''}\n  ${tail.join('\n  ')}\n`);
  }
  return texts;
}

/** Returns the end of the log of a node. */
async function tailOf(
  { id, name }: NodeStatus,
  { workflow, runs }: { readonly workflow: Workflow; readonly runs: PlaceRuns },
  folder: RunFolder | undefined,
): Promise<readonly string[]> {
  if (folder !== undefined) {
    const { readLogTail } = await import('@tiphys/engine');
    return readLogTail(folder, { nodeId: id, nodeName: name }, { lines: LOG_LINES });
  }
  const lines: string[] = [];
  try {
    for await (const { text } of runs.logs(workflow.metadata.name ?? '', { node: id, tail: LOG_LINES }))
      lines.push(text);
  } catch (error) {
    // The pod of a task that has ended may be gone already.
    if (!isKnownError(error)) throw error;
    lines.push(`(Its log cannot be read: ${error.message})`);
  }
  return lines;
}

function failedPods({ status }: Workflow): readonly NodeStatus[] {
  return Object.values(status?.nodes ?? {}).filter(
    ({ type, phase }) => type === 'Pod' && (phase === 'Failed' || phase === 'Error'),
  );
}

/** Returns the template of a node as it is written; undefined if it belongs to another object. */
function templateOf({ spec }: Workflow, { templateName }: NodeStatus): Template | undefined {
  return spec.templates?.find(({ name }) => name === templateName);
}

/** Returns advice for failures whose messages are Argo's own. */
function hintsOf({ status }: Workflow, source: string): readonly string[] {
  const messages = [status?.message, ...Object.values(status?.nodes ?? {}).map(({ message }) => message)];
  const hints = messages.flatMap((message = '') => {
    const [, kind] = /\b(secret|configmap)s? "[^"]*" not found/.exec(message) ?? [];
    if (kind !== undefined)
      return [
        `Add the file that contains the ${kind === 'secret' ? 'Secret' : 'ConfigMap'}: --with ${kind}.yaml`,
      ];
    return message.startsWith('invalid spec: ') ? [`Run \`tiphys lint ${source}\` to see the line.`] : [];
  });
  return [...new Set(hints)];
}
