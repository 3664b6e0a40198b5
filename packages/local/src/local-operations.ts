import { rmSync, statSync } from 'node:fs';
import {
  EngineError,
  logTimesFile,
  nameRun,
  podLogs,
  type RunCommand,
  readPodRequests,
  readRunInput,
  type StoredRun,
  sendToRun,
} from '@tiphys/engine';
import type { NodeStatus, Workflow } from '@tiphys/models';
import * as operations from '@tiphys/operations';
import type { ResumeOptions, Runs, SetNodeOptions } from '@tiphys/runs';
import { endedRun, findTemplate, RunsError, readAnswers, timeOf, waitingNodes } from '@tiphys/runs';
import { resumeStoredRun, startRun } from './drive-run.ts';
import {
  copyKeptArtifacts,
  type KeptResults,
  keptNodesOf,
  keptResultsOf,
  readKeptResults,
  resultsLeft,
  withKeptResults,
  writeKeptResults,
} from './kept-results.ts';
import type { DrivenRun, LocalDriver } from './local-driver.ts';
import { restoreSecrets } from './restore-secrets.ts';
import { sleep } from './sleep.ts';
import { latestWorkflowOf, type StoredRuns, workflowOf } from './stored-runs.ts';

/** What a new local run is started with. */
export interface LocalStart {
  readonly workflow: Workflow;
  /** The name of the run. @default that of the workflow, or one made from its `generateName` */
  readonly name?: string | undefined;
  /** Objects that the workflow refers to. @default none */
  readonly objects?: readonly unknown[];
  readonly maximumIterations?: number | undefined;
  readonly maximumWorkflowBytes?: number | undefined;
  /** The name of a run whose results are used where the tasks and their inputs are the same. @default none */
  readonly from?: string | undefined;
  /** Called with the folder of the run before it starts. @default not called */
  readonly prepare?: (run: { readonly folder: StoredRun['folder']; readonly name: string }) => Promise<void>;
}

type Operations = Pick<
  Runs,
  'submit' | 'stop' | 'terminate' | 'suspend' | 'resume' | 'retry' | 'resubmit' | 'setNode' | 'delete'
> & {
  start(start: LocalStart): Promise<DrivenRun>;
};

/** Returns the operations on local runs. What has to be driven is driven by this process. */
export function createOperations(
  runs: StoredRuns,
  driver: LocalDriver,
  driven: Map<string, DrivenRun>,
): Operations {
  const { store, find, locate } = runs;
  const keep = (run: DrivenRun): DrivenRun => {
    driven.set(run.name, run);
    return run;
  };
  const current = (name: string): Workflow => workflowOf(find(name));
  const findUnended = (name: string, what: string): StoredRun => {
    const run = find(name);
    if (run.liveness === 'finished') throw hasEnded(run, what);
    return run;
  };
  const send = async (name: string, commands: readonly RunCommand[]): Promise<Workflow> => {
    for (const command of commands) await sendCommand(runs, find(name), { command, driver });
    return current(name);
  };
  const start = async (given: LocalStart): Promise<DrivenRun> => {
    const { name, from, prepare, ...input } = given;
    const kept = from === undefined ? undefined : resultsOf(find(from));
    const workflow = withoutStatus(input.workflow);
    const run = store.createRun(name ?? nameRun(workflow));
    try {
      if (kept !== undefined && from !== undefined) {
        writeKeptResults(run.folder, kept);
        await copyKeptArtifacts(kept, { from: find(from).folder, to: run.folder });
      }
      await prepare?.(run);
      return keep(await startRun(run, { ...input, workflow }, driver));
    } catch (error) {
      await run.close();
      // A workflow that was refused has not run.
      if (statSync(run.folder.journal, { throwIfNoEntry: false })?.size === 0)
        await store.deleteRun(run.name);
      throw error;
    }
  };
  return {
    start,
    submit: async (workflow, { objects = [] } = {}) => current((await start({ workflow, objects })).name),
    async stop(name, { nodeFieldSelector = '', message } = {}) {
      const run = findUnended(name, 'stopped');
      // The end of an interrupted run may be in its journal, but not recorded: stopping it does that.
      if (nodeFieldSelector === '') return send(run.name, [{ kind: 'shutdown', strategy: 'Stop' }]);
      const workflow = latestWorkflowOf(run);
      operations.stop(workflow, {
        now: new Date(),
        nodeFieldSelector,
        ...(message !== undefined && { message }),
      });
      return send(run.name, setCommands(workflow, { nodeFieldSelector, message, phase: 'Failed' }));
    },
    async terminate(name) {
      const run = findUnended(name, 'terminated');
      return send(run.name, [{ kind: 'shutdown', strategy: 'Terminate' }]);
    },
    async suspend(name) {
      const run = findUnended(name, 'suspended');
      operations.suspend(workflowOf(run));
      return send(run.name, [{ kind: 'suspend' }]);
    },
    async setNode(name, options) {
      const run = findUnended(name, 'changed');
      const { nodeFieldSelector, phase, message, parameters } = options;
      const workflow = latestWorkflowOf(run);
      operations.setNode(workflow, {
        now: new Date(),
        nodeFieldSelector,
        ...(phase !== undefined && { phase }),
        ...(message !== undefined && { message }),
        ...(parameters && { outputParameters: parameterValues(parameters) }),
      });
      return send(run.name, setCommands(workflow, options));
    },
    async resume(name, options = {}) {
      const run = find(name);
      if (run.liveness === 'finished') throw hasEnded(run, 'resumed');
      if (run.liveness === 'live') {
        const given = resumeCommands(latestWorkflowOf(run), options);
        const workflow = await send(run.name, given);
        assertTaken(latestWorkflowOf(find(run.name)), given);
        return workflow;
      }
      // Nobody has answered yet: who continues an interrupted run does not mean to approve what it waits for.
      const isAnswer =
        Object.keys(options.parameters ?? {}).length > 0 || options.nodeFieldSelector !== undefined;
      const commands = isAnswer ? resumeCommands(latestWorkflowOf(run), options) : [];
      keep(await resumeStoredRun(store.openRun(run.name), { driver, commands }));
      return current(run.name);
    },
    async retry(name, { parameters = {}, restartSuccessful, nodeFieldSelector } = {}) {
      const stored = find(name);
      assertEnded(stored);
      const before = workflowOf(stored);
      const { workflow, deletedNodes } = operations.retry(before, {
        now: new Date(),
        parameters: parameterValues(parameters),
        ...(restartSuccessful !== undefined && { restartSuccessful }),
        ...(nodeFieldSelector !== undefined && { nodeFieldSelector }),
      });
      const input = readRunInput(stored);
      const objects = await restoreSecrets(input.objects, stored.folder, driver);
      const kept = resultsLeft(workflow);
      const logs = logsOf(stored, deletedNodes, before);
      // If the run is refused, such as by its executor, it stays as it was.
      const run = store.reopenRun(stored.name, () => {
        run.writeWorkflow(workflow);
        for (const log of logs) for (const file of [log, logTimesFile(log)]) rmSync(file, { force: true });
        writeKeptResults(run.folder, kept);
      });
      const createdAt = timeOf(before.metadata.creationTimestamp ?? undefined);
      const again = {
        ...limitsOf(input),
        workflow: withoutStatus(workflow),
        objects,
        kept,
        keptNodes: keptNodesOf(workflow),
        ...(createdAt !== undefined && { createdAt }),
      };
      keep(await startRun(run, again, driver));
      return current(stored.name);
    },
    async resubmit(name, { parameters = {}, memoized = false, priority } = {}) {
      const stored = find(name);
      const before = workflowOf(stored);
      const values = { parameters: parameterValues(parameters), ...(priority !== undefined && { priority }) };
      const suffix = nameRun({ ...before, metadata: { generateName: 'x-' } }).slice(2);
      const workflow = operations.resubmit(
        before,
        memoized ? { ...values, memoized: true, now: new Date(), suffix } : values,
      );
      const input = readRunInput(stored);
      const objects = await restoreSecrets(input.objects, stored.folder, driver);
      const from = memoized ? stored.name : undefined;
      const { name: made } = await start({
        ...limitsOf(input),
        workflow,
        objects,
        from,
        prepare: async ({ folder }) => driver.prepare?.(folder, { workflow, from: stored.folder }),
      });
      return current(made);
    },
    async delete(name) {
      const run = locate(name);
      if (run.liveness !== 'finished') await endForDeletion(runs, run, driver);
      await deleteWhenFree(runs, run.name);
    },
  };
}

async function sendCommand(
  { store }: StoredRuns,
  run: StoredRun,
  { command, driver }: { readonly command: RunCommand; readonly driver: LocalDriver },
): Promise<void> {
  try {
    await sendToRun(store, run.name, command, {
      openExecutor: async (folder) =>
        withKeptResults(await driver.openExecutor(folder), readKeptResults(folder)),
      onWarning: driver.onWarning,
    });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'ENGINE_RUN_FINISHED') throw error;
    // It has ended meanwhile, such as by another command: that is what a shutdown is for.
    if (command.kind !== 'shutdown') throw hasEnded(store.readRun(run.name), 'changed');
  }
}

/** Time that a run gets to end before it is deleted, in milliseconds. */
const PATIENCE = 30_000;

async function endForDeletion(runs: StoredRuns, run: StoredRun, driver: LocalDriver): Promise<void> {
  try {
    await sendCommand(runs, run, { command: { kind: 'shutdown', strategy: 'Terminate' }, driver });
  } catch (error) {
    // A run that was killed before it started has no journal, and nothing runs.
    if (!(error instanceof EngineError) || run.liveness === 'live') throw error;
  }
}

/** The process that drove a run lets go of it shortly after its end. */
async function deleteWhenFree({ store }: StoredRuns, name: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    try {
      await store.deleteRun(name);
      return;
    } catch (error) {
      const isLive = error instanceof EngineError && error.code === 'ENGINE_RUN_LIVE';
      if (!isLive || waited >= PATIENCE) throw error;
      await sleep(100);
    }
  }
}

/** Returns the commands that let suspended nodes go on. */
function resumeCommands(workflow: Workflow, options: ResumeOptions): readonly RunCommand[] {
  const answers = readAnswers(workflow, options);
  const { nodeFieldSelector = '', parameters = {} } = options;
  // Without a selection, also what `tiphys suspend` stopped goes on.
  if (nodeFieldSelector === '' && Object.keys(parameters).length === 0) return [{ kind: 'resume' }];
  return answers.map((answer) => ({ kind: 'resume', ...answer }));
}

/**
 * Checks that suspended nodes got the values that they were sent. The run ignores those that come after the values of somebody else.
 *
 * @throws RunsError `RUNS_ANSWER`
 */
function assertTaken({ metadata, status }: Workflow, commands: readonly RunCommand[]): void {
  for (const command of commands) {
    if (command.kind !== 'resume' || command.nodeId === undefined) continue;
    const { displayName, name, outputs } = status?.nodes?.[command.nodeId] ?? {};
    const values = new Map(outputs?.parameters?.map((parameter) => [parameter.name, parameter.value]));
    const isTaken = Object.entries(command.values ?? {}).every(([key, value]) => values.get(key) === value);
    if (!isTaken)
      throw new RunsError(
        'RUNS_ANSWER',
        `${displayName ?? name} of ${metadata.name} went on with other values, from somebody else or after its time. This answer was not used.`,
        { run: metadata.name ?? '' },
      );
  }
}

function setCommands(workflow: Workflow, options: Omit<SetNodeOptions, 'signal'>): readonly RunCommand[] {
  const { nodeFieldSelector, phase, message, parameters } = options;
  const selector = operations.parseNodeFieldSelector(nodeFieldSelector);
  return waitingNodes(workflow)
    .filter((node) => operations.matchesNode(selector, node))
    .map(({ id }) => ({
      kind: 'setNode',
      nodeId: id,
      // Argo refuses other phases.
      ...(phase !== undefined && { phase: phase as 'Succeeded' }),
      ...(message !== undefined && { message }),
      ...(parameters && { parameters }),
    }));
}

function parameterValues(parameters: Readonly<Record<string, string>>): readonly operations.ParameterValue[] {
  return Object.entries(parameters).map(([name, value]) => ({ name, value }));
}

/** Returns the logs of nodes, with those of all containers: the log of a task that runs again does not start with that of its earlier life. */
function logsOf(run: StoredRun, ids: readonly string[], workflow: Workflow): readonly string[] {
  const requests = requestsOf(run);
  return ids
    .flatMap((id) => workflow.status?.nodes?.[id] ?? [])
    .flatMap((node) => {
      const started = requests.get(node.id);
      // A node that an earlier retry has kept was not started since.
      const template = started?.template ?? findTemplate(workflow, node) ?? { suspend: {} };
      const pod = { nodeId: node.id, nodeName: node.name, workflowName: run.name, template };
      return podLogs(run.folder, { ...pod, podSpecPatches: started?.podSpecPatches });
    });
}

function requestsOf(run: StoredRun): ReturnType<typeof readPodRequests> {
  try {
    return readPodRequests(run);
  } catch (error) {
    // A damaged journal is no reason not to run it again.
    if (error instanceof EngineError) return new Map();
    throw error;
  }
}

function resultsOf(run: StoredRun): KeptResults {
  const workflow = workflowOf(run);
  const nodes: Readonly<Record<string, NodeStatus>> = workflow.status?.nodes ?? {};
  return keptResultsOf(workflow, nodes);
}

function limitsOf({
  maximumIterations,
  maximumWorkflowBytes,
}: Pick<LocalStart, 'maximumIterations' | 'maximumWorkflowBytes'>): Pick<
  LocalStart,
  'maximumIterations' | 'maximumWorkflowBytes'
> {
  return { maximumIterations, maximumWorkflowBytes };
}

function withoutStatus({ status: _, ...workflow }: Workflow): Workflow {
  return workflow;
}

function assertEnded(run: StoredRun): void {
  if (run.liveness === 'interrupted')
    throw new RunsError(
      'RUNS_INTERRUPTED',
      `The run ${run.name} was interrupted. Continue it first: tiphys resume ${run.name}`,
      { run: run.name },
    );
}

function hasEnded({ name, workflow }: StoredRun, what: string): RunsError {
  return endedRun(name, what, workflow?.status?.phase ?? 'Unknown');
}
