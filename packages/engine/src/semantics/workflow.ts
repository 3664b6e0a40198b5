import { isFailedOrError, isFulfilled, type NodePhase } from '../state/node/node-status.ts';
import type { RunNode } from '../state/node/run-node.ts';
import type { RunState, WorkflowPhase } from '../state/run-state.ts';
import { setPhase } from '../state/tree/create-node.ts';
import { findNode, nodeOf } from '../state/tree/find-node.ts';
import { endDaemons } from './calls/finish.ts';
import { failuresText } from './failures.ts';
import { withArguments } from './hooks/hooks.ts';
import { advanceWorkflowHooks, startTopLevel } from './hooks/workflow-hooks.ts';
import { updateObjectVariables } from './values/global-variables.ts';
import { globalsOf, setGlobal } from './values/variables.ts';

/** Advances the workflow after its nodes have changed. See docs/semantics/reconciliation.md#entrypoint. */
export function advanceWorkflow(run: RunState): void {
  if (run.finishedAt !== undefined) return;
  const root = rootOf(run);
  if (run.fatal !== undefined) {
    endWorkflow(run, 'Error', run.fatal);
    return;
  }
  if (!root) return;
  const error = run.activities[root.fields.id]?.error;
  if (error !== undefined) {
    endWorkflow(run, 'Error', `error in entry template execution: ${error}`);
    return;
  }
  const { fields } = root;
  let phase = workflowPhase(fields.phase);
  const ended = isFulfilled(fields);
  if (globalsOf(run).get('workflow.status') === '') updateObjectVariables(run);
  setGlobal(run, 'workflow.status', phase);
  const hooksDone = run.spec.hooks ? advanceWorkflowHooks(run, root) : true;
  if (!isFulfilled(fields)) return;
  // An error of a hook counts only if it comes before the end.
  // See docs/semantics/reconciliation.md#hook-errors.
  if (!ended) phase = workflowPhase(fields.phase);
  if (!hooksDone || !advanceExitHandler(run)) return;
  // The root is a daemon then, which succeeds when it is stopped.
  conclude(run, phase === 'Running' ? 'Succeeded' : phase);
}

/** Returns the node of the entrypoint, which starts if no limit forbids it. */
function rootOf(run: RunState): RunNode | undefined {
  if (run.root !== undefined) return nodeOf(run, run.root);
  const started = startTopLevel(run, {
    nodeName: run.identity.name,
    selector: { template: run.spec.entrypoint ?? '' },
    arguments: run.spec.arguments ?? {},
    exitHandler: false,
  });
  if (!started) return undefined;
  run.root = started.id;
  return nodeOf(run, started.id);
}

/**
 * Starts the exit handler of the workflow. Returns whether there is nothing more to wait for.
 * See docs/semantics/hooks.md#exit-handler-of-the-workflow.
 */
function advanceExitHandler(run: RunState): boolean {
  const hook = run.spec.onExit ? { template: run.spec.onExit } : run.spec.hooks?.exit;
  if (!hook || run.shutdown === 'Terminate') return true;
  if (run.exitHandler === undefined) {
    setGlobal(run, 'workflow.failures', failuresText(run));
    const { arguments: given, ...selector } = withArguments(run, hook);
    const started = startTopLevel(run, {
      nodeName: `${run.identity.name}.onExit`,
      selector,
      arguments: given ?? {},
      exitHandler: true,
      hookOwner: run.root,
    });
    if (!started) return false;
    run.exitHandler = started.id;
  }
  return isFulfilled(nodeOf(run, run.exitHandler).fields);
}

function conclude(run: RunState, phase: WorkflowPhase): void {
  const exit = findNode(run, run.exitHandler);
  const exitError = exit && run.activities[exit.fields.id]?.error;
  if (exitError !== undefined) {
    endWorkflow(run, 'Error', `error in exit template execution : ${exitError}`);
    return;
  }
  if (phase === 'Succeeded') {
    const exitFields = exit?.fields;
    if (exitFields && isFailedOrError(exitFields.phase)) {
      endWorkflow(run, exitFields.phase === 'Failed' ? 'Failed' : 'Error', exitFields.message ?? '');
    } else endWorkflow(run, 'Succeeded', '');
    return;
  }
  const message = run.shutdown
    ? `Stopped with strategy '${run.shutdown}'`
    : (findNode(run, run.root)?.fields.message ?? '');
  endWorkflow(run, phase, message);
}

/** Ends the run. The caller stops what is still running. */
export function endWorkflow(run: RunState, phase: WorkflowPhase, message: string): void {
  endDaemons(run);
  const root = findNode(run, run.root);
  if (phase === 'Error' && root?.fields.phase === 'Running')
    setPhase(run, root, 'Error', 'Workflow operation error');
  run.phase = phase;
  run.message = message;
  run.finishedAt = run.now;
  setGlobal(run, 'workflow.status', phase);
}

function workflowPhase(phase: NodePhase): WorkflowPhase {
  return phase === 'Skipped' || phase === 'Omitted' ? 'Succeeded' : phase;
}
