import { isFailedOrError, isFulfilled, type NodePhase } from '../state/node/node-status.ts';
import type { RunState, WorkflowPhase } from '../state/run-state.ts';
import { failuresText } from './failures.ts';
import { withArguments } from './hooks/hooks.ts';
import { advanceWorkflowHooks, startTopLevel } from './hooks/workflow-hooks.ts';

/** Advances the workflow after its nodes have changed. See docs/semantics/reconciliation.md#entrypoint. */
export function advanceWorkflow(run: RunState): void {
  if (run.finishedAt !== undefined) return;
  run.root ??= startEntrypoint(run);
  if (run.fatal) {
    endWorkflow(run, 'Error', run.fatal.message);
    return;
  }
  const { root } = run;
  if (!root) return;
  if (root.error) {
    endWorkflow(run, 'Error', `error in entry template execution: ${root.error.message}`);
    return;
  }
  const { fields } = root.node;
  let phase = workflowPhase(fields.phase);
  const ended = isFulfilled(fields.phase);
  run.globals.set('workflow.status', phase);
  const hooksDone = run.spec.hooks ? advanceWorkflowHooks(run, root.node) : true;
  if (!isFulfilled(fields.phase)) return;
  // An error of a hook counts only if it comes before the end.
  // See docs/semantics/reconciliation.md#hook-errors.
  if (!ended) phase = workflowPhase(fields.phase);
  if (!hooksDone || !advanceExitHandler(run)) return;
  conclude(run, phase);
}

function startEntrypoint(run: RunState): RunState['root'] {
  return startTopLevel(run, {
    nodeName: run.identity.name,
    selector: { template: run.spec.entrypoint ?? '' },
    arguments: run.spec.arguments ?? {},
    exitHandler: false,
  });
}

/**
 * Starts the exit handler of the workflow. Returns whether there is nothing more to wait for.
 * See docs/semantics/hooks.md#exit-handler-of-the-workflow.
 */
function advanceExitHandler(run: RunState): boolean {
  const hook = run.spec.onExit ? { template: run.spec.onExit } : run.spec.hooks?.exit;
  if (!hook || run.shutdown === 'Terminate') return true;
  if (!run.exitHandler) {
    run.globals.set('workflow.failures', failuresText(run));
    const { arguments: given, ...selector } = withArguments(run, hook);
    run.exitHandler = startTopLevel(run, {
      nodeName: `${run.identity.name}.onExit`,
      selector,
      arguments: given ?? {},
      exitHandler: true,
      hookOwner: run.root?.node,
    });
  }
  return run.exitHandler !== undefined && isFulfilled(run.exitHandler.node.fields.phase);
}

function conclude(run: RunState, phase: WorkflowPhase): void {
  const exit = run.exitHandler;
  if (exit?.error) {
    endWorkflow(run, 'Error', `error in exit template execution : ${exit.error.message}`);
    return;
  }
  if (phase === 'Succeeded') {
    const exitFields = exit?.node.fields;
    if (exitFields && isFailedOrError(exitFields.phase)) {
      endWorkflow(run, exitFields.phase === 'Failed' ? 'Failed' : 'Error', exitFields.message ?? '');
    } else endWorkflow(run, 'Succeeded', '');
    return;
  }
  const message = run.shutdown
    ? `Stopped with strategy '${run.shutdown}'`
    : (run.root?.node.fields.message ?? '');
  endWorkflow(run, phase, message);
}

/** Ends the run. The caller stops what is still running. */
export function endWorkflow(run: RunState, phase: WorkflowPhase, message: string): void {
  run.phase = phase;
  run.message = message;
  run.finishedAt = run.now;
  run.globals.set('workflow.status', phase);
}

function workflowPhase(phase: NodePhase): WorkflowPhase {
  return phase === 'Skipped' || phase === 'Omitted' ? 'Succeeded' : phase;
}
