import { describeError } from '../../contract/error-text.ts';
import type { Activity } from '../../state/activity.ts';
import { isFulfilled } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { addChild, setPhase } from '../../state/tree/create-node.ts';
import { nodeNamed, nodeOf } from '../../state/tree/find-node.ts';
import { startTemplate } from '../calls/start-template.ts';
import type { TemplateRequest } from '../calls/template-request.ts';
import { expressionHolds } from '../values/boolean-expression.ts';
import { templatesOf } from '../values/template-store.ts';
import { globalsOf } from '../values/variables.ts';

/**
 * Starts the hooks of the workflow whose expression is true. Returns whether all started hooks are done.
 * See docs/semantics/hooks.md#when-they-run.
 */
export function advanceWorkflowHooks(run: RunState, root: RunNode): boolean {
  let done = true;
  for (const [name, hook] of Object.entries(run.spec.hooks ?? {})) {
    if (name === 'exit') continue;
    const nodeName = `${run.identity.name}.hooks.${name}`;
    let hooked = run.workflowHooks.includes(name) ? nodeNamed(run, nodeName) : undefined;
    if (!hooked) {
      let started: Activity | undefined;
      try {
        if (!hook.expression) throw new Error(`Expression required for hook ${nodeName}`);
        if (!expressionHolds(hook.expression, globalsOf(run))) continue;
        started = startTopLevel(run, {
          nodeName,
          selector: hook,
          arguments: hook.arguments ?? {},
          exitHandler: false,
          hookOwner: root.fields.id,
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
      run.workflowHooks.push(name);
      hooked = nodeOf(run, started.id);
      if (started.error !== undefined) setPhase(run, root, 'Error', started.error);
      else addChild(root, hooked);
    }
    if (!isFulfilled(hooked.fields)) done = false;
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
  return startTemplate(run, {
    ...call,
    scope: templatesOf(run).local,
    depth: 0,
    nesting: 0,
  });
}
