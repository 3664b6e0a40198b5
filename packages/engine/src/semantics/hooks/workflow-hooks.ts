import { describeError } from '../../contract/error-text.ts';
import type { Activity } from '../../state/activity.ts';
import { addChild, setPhase } from '../../state/node/create-node.ts';
import { isFulfilled } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import type { TemplateRequest } from '../calls/template-request.ts';
import { expressionHolds } from '../values/boolean-expression.ts';

/**
 * Starts the hooks of the workflow whose expression is true. Returns whether all started hooks are done.
 * See docs/semantics/hooks.md#when-they-run.
 */
export function advanceWorkflowHooks(run: RunState, root: RunNode): boolean {
  let done = true;
  for (const [name, hook] of Object.entries(run.spec.hooks ?? {})) {
    if (name === 'exit') continue;
    const nodeName = `${run.identity.name}.hooks.${name}`;
    let started = run.workflowHooks.get(name);
    if (!started) {
      try {
        if (!hook.expression) throw new Error(`Expression required for hook ${nodeName}`);
        if (!expressionHolds(hook.expression, run.globals)) continue;
        started = startTopLevel(run, {
          nodeName,
          selector: hook,
          arguments: hook.arguments ?? {},
          exitHandler: false,
          hookOwner: root,
        });
      } catch (error) {
        // Argo computes the phase of the workflow before it writes this error.
        // See docs/semantics/reconciliation.md#hook-errors.
        setPhase(run, root, 'Error', describeError(error));
        continue;
      }
      if (!started) {
        done = false;
        continue;
      }
      run.workflowHooks.set(name, started);
      if (started.error) setPhase(run, root, 'Error', started.error.message);
      else addChild(root, started.node);
    }
    if (!isFulfilled(started.node.fields.phase)) done = false;
  }
  return done;
}

/** A call that the workflow itself makes. */
export type TopLevelCall = Pick<
  TemplateRequest,
  'nodeName' | 'selector' | 'arguments' | 'exitHandler' | 'hookOwner'
>;

/** Starts a template that no other template calls. Returns undefined if a limit forbids it for now. */
export function startTopLevel(run: RunState, call: TopLevelCall): Activity | undefined {
  return run.startTemplate(run, {
    ...call,
    context: run.templates.local,
    boundary: undefined,
    parent: undefined,
    depth: 0,
    nesting: 0,
  });
}
