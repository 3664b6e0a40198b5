import { existsSync } from 'node:fs';
import type { RunFolder } from '@tiphys/engine';
import type { NodeStatus, Workflow } from '@tiphys/models';
import type { ValueRow } from '@tiphys/view';
import { readRunSettings, taskEnvironment } from '../drive/run-settings.ts';
import { isKnownError } from '../output/render-error.ts';
import type { PlaceRuns } from '../place/place.ts';
import { outputFiles, outputParameters } from '../show/artifact-rows.ts';
import { renderFailures } from '../show/render-failures.ts';
import { renderSection } from '../show/render-table.ts';
import { shownPath } from '../show/shown-path.ts';
import { taskLines } from '../show/task-lines.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';
import { findHints, type HintedRun } from './failure-hints.ts';

/** Returns the node of the entrypoint. */
export function rootOf(workflow: Workflow): NodeStatus | undefined {
  return Object.values(workflow.status?.nodes ?? {}).find(({ name }) => name === workflow.metadata.name);
}

/** A run that is reported. */
export interface ReportedRun {
  readonly workflow: Workflow;
  readonly runs: PlaceRuns;
  /** Outputs of a pipeline as values instead of texts. @default the output parameters of the workflow */
  readonly outputs?: readonly ValueRow[] | undefined;
  /** The file that was run, if it is on this machine. */
  readonly source: string | undefined;
  /** Tells whether a node is shown in the tree. @default all are */
  readonly shows?: ((node: NodeStatus) => boolean) | undefined;
}

/** Lines at the end of a log that are shown. */
const LOG_LINES = 12;

/** Returns the report of a run: its outputs, the failed nodes with the end of their logs, and where its files are. */
export async function renderRunReport(run: ReportedRun, world: World): Promise<string> {
  const { workflow, shows } = run;
  const folder = folderOf(run);
  const { bold } = coloursOf(world.terminal);
  const { readFailures, renderTree } = await import('@tiphys/view');
  const { colour, columns } = world.terminal;
  const parts = [renderTree(workflow, { colour, width: columns, maxRows: 60, shows })];
  const parameters = run.outputs ?? (await outputParameters(workflow));
  const outputs = [...parameters, ...(await outputFiles({ workflow, folder }, world))];
  if (outputs.length > 0) parts.push(renderSection('Outputs', outputs, bold));
  const failures = readFailures(workflow);
  const tails = new Map<string, Promise<readonly string[]>>();
  const logTail = (node: NodeStatus): Promise<readonly string[]> => {
    const tail = tails.get(node.id) ?? tailOf(node, run);
    tails.set(node.id, tail);
    return tail;
  };
  const { templateOf } = run.runs;
  parts.push(...(await renderFailures(workflow, failures, { logTail, templateOf })));
  const hints = await hintsOf(run, { failures: failures.map(({ node }) => node), logTail }, world);
  if (hints.length > 0) parts.push(`${hints.join('\n')}\n`);
  if (folder !== undefined) parts.push(`${bold('Files')}  ${shownPath(folder.directory, world)}\n`);
  return parts.join('\n');
}

/** Returns the files of a run; undefined if they are not on this machine, or not any more since another process has deleted the run. */
function folderOf({ workflow, runs }: Pick<ReportedRun, 'workflow' | 'runs'>): RunFolder | undefined {
  try {
    const folder = runs.folderOf(workflow.metadata.name ?? '');
    return folder !== undefined && existsSync(folder.directory) ? folder : undefined;
  } catch (error) {
    if (!isKnownError(error)) throw error;
    return undefined;
  }
}

/** Returns the end of the log of a node. */
async function tailOf(
  { id, name }: NodeStatus,
  { workflow, runs }: Pick<ReportedRun, 'workflow' | 'runs'>,
): Promise<readonly string[]> {
  const run = workflow.metadata.name ?? '';
  const folder = folderOf({ workflow, runs });
  if (folder !== undefined) {
    const { readLogTail } = await import('@tiphys/engine');
    return readLogTail(folder, { nodeId: id, nodeName: name }, { lines: LOG_LINES });
  }
  const lines: string[] = [];
  try {
    for await (const { text } of taskLines(runs, run, { node: id, tail: LOG_LINES })) lines.push(text);
  } catch (error) {
    // The pod of a task that has ended may be gone already.
    if (!isKnownError(error)) throw error;
    lines.push(`(Its log cannot be read: ${error.message})`);
  }
  return lines;
}

async function hintsOf(
  { workflow, runs, source }: ReportedRun,
  found: Pick<HintedRun, 'logTail'> & { readonly failures: readonly NodeStatus[] },
  world: World,
): Promise<readonly string[]> {
  if (workflow.status?.phase === 'Succeeded') return [];
  const folder = folderOf({ workflow, runs });
  const shown = source === undefined ? 'FILE' : shownPath(source, world);
  const local = folder === undefined ? undefined : await localHints({ folder, workflow }, world);
  const plugins = await pluginHints(workflow, folder);
  return [
    ...plugins,
    ...(await findHints({ workflow, source: shown, local, logTail: found.logTail }, found.failures)),
  ];
}

/** Says which plugins have failed, and where they are. The messages are Argo's own. */
async function pluginHints(workflow: Workflow, folder: RunFolder | undefined): Promise<readonly string[]> {
  const failed = Object.values(workflow.status?.nodes ?? {}).filter(
    ({ type, phase }) => type === 'Plugin' && (phase === 'Failed' || phase === 'Error'),
  );
  if (failed.length === 0) return [];
  const addresses = folder === undefined ? {} : (await readRunSettings(folder)).plugins;
  const hints = failed.flatMap((node) => {
    const template = workflow.spec.templates?.find(({ name }) => name === node.templateName);
    const [plugin] = Object.keys(template?.plugin ?? {});
    if (plugin === undefined) return [];
    const where = Object.hasOwn(addresses, plugin) ? ` at ${addresses[plugin]}` : '';
    return [`${node.displayName ?? node.name} failed in the plugin "${plugin}"${where}.`];
  });
  return [...new Set(hints)].slice(0, MOST_PLUGINS);
}

/** Most plugins that are named. */
const MOST_PLUGINS = 5;

/** A run of this machine. */
interface LocalRun {
  readonly folder: RunFolder;
  readonly workflow: Workflow;
}

async function localHints(run: LocalRun, world: World): Promise<HintedRun['local']> {
  const settings = await readRunSettings(run.folder);
  const { executor } = settings;
  const objects = await objectsOf(run);
  return {
    usesMachine: executor === 'processes' || executor === 'workers',
    searchPath: taskEnvironment(settings, world.env).PATH ?? '',
    hasObject: (kind, name) =>
      objects?.some((object) => object.kind === kind && object.metadata?.name === name) ?? true,
  };
}

/** Whatever may be in the files of the user. */
interface GivenObject {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
}

/** Returns the objects that a run was given; undefined if its journal cannot be read: then there is no advice about them. */
async function objectsOf(run: LocalRun): Promise<readonly GivenObject[] | undefined> {
  const { readRunInput } = await import('@tiphys/engine');
  try {
    return readRunInput(run).objects as readonly GivenObject[];
  } catch {
    return undefined; // a journal that is damaged or was deleted must not hide how the run ended
  }
}
