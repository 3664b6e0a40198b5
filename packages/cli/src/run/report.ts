import path from 'node:path';
import type { RunFolder } from '@tiphys/engine';
import type { NodeStatus, Template, Workflow } from '@tiphys/models';
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
    readonly folder: RunFolder;
    readonly outputs: readonly ShownOutput[];
    readonly manifest: string;
    /** The file that was run. */
    readonly source: string;
  },
  world: World,
): Promise<string> {
  const colours = coloursOf(world.terminal);
  const { explainEnd, renderTree } = await import('@tiphys/view');
  const { colour, columns } = world.terminal;
  const lines = [renderTree(run.workflow, { colour, width: columns, maxRows: 60 })];
  const outputs = [...run.outputs.map(({ name, text }) => [name, text] as const), ...outputFiles(run, world)];
  if (outputs.length > 0) lines.push(renderSection('Outputs', outputs, colours.bold));
  const reasons = failedPods(run.workflow).flatMap((node) => {
    const reason = explainEnd(node, templateOf(run.workflow, node), run.workflow);
    return reason === undefined ? [] : [[node.displayName ?? node.name, reason] as const];
  });
  if (reasons.length > 0) lines.push(renderSection('Reasons', reasons.slice(0, MOST_FAILURES), colours.bold));
  for (const node of await failedNodes(run.workflow, run.folder, world)) lines.push(node);
  const place = (file: string): string => path.relative(world.cwd, file) || file;
  for (const hint of hintsOf(run.workflow, place(run.source))) lines.push(`${hint}\n`);
  lines.push(
    renderSection(
      'Files',
      [
        ['YAML', place(run.manifest)],
        ['Logs', place(run.folder.logs)],
        ['Artifacts', place(run.folder.artifacts)],
        ['Status', place(run.folder.workflow)],
      ],
      colours.bold,
    ),
  );
  return `${lines.join('\n')}`;
}

const LOG_LINES = 12;
const MOST_FAILURES = 5;

/** Returns the end of the log of each failed node that has one. The tree shows the others. */
async function failedNodes(workflow: Workflow, folder: RunFolder, world: World): Promise<readonly string[]> {
  const { readLogTail } = await import('@tiphys/engine');
  const texts: string[] = [];
  for (const node of failedPods(workflow)) {
    if (texts.length === MOST_FAILURES) {
      texts.push(`More nodes failed. Their logs are in ${path.relative(world.cwd, folder.logs)}\n`);
      break;
    }
    const tail = readLogTail(folder, { nodeId: node.id, nodeName: node.name }, { lines: LOG_LINES });
    // A pod that never started has no log.
    if (tail.length === 0) continue;
    texts.push(`${node.name} ${node.phase?.toLowerCase()}: ${node.message ?? ''}\n  ${tail.join('\n  ')}\n`);
  }
  return texts;
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
