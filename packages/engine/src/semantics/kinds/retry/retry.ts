import type { RetryFields, TemplateFields } from '../../../manifest/fields.ts';
import { type Activity, newActivity } from '../../../state/activity.ts';
import { addChild, createNode, setPhase } from '../../../state/node/create-node.ts';
import { podName } from '../../../state/node/node-id.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { addTimer } from '../../../state/timers.ts';
import { finish, finishWithError } from '../../calls/finish.ts';
import { type NodeBody, startBody } from '../../calls/start-body.ts';
import { noteMiss } from '../../limits/memoize.ts';
import { workflowIsFull } from '../../limits/parallelism.ts';
import { substituteTemplate } from '../../values/inputs.ts';
import { pathsOf } from '../../values/pod-paths.ts';
import { decideRetry, lastRetryVariables, retryPolicyOf } from './retry-decision.ts';

/** A filled template with a retry strategy. */
export interface RetryBody extends NodeBody {
  readonly strategy: RetryFields;
}

interface RetryActivity extends Activity {
  readonly body: RetryBody;
  readonly attempts: RunNode[];
  last: Activity | undefined;
  /** End of the backoff. */
  waitUntil: number | undefined;
}

/** Returns the retry strategy of a template, or that of the workflow if it has none. See docs/semantics/retries.md#what-is-retried. */
export function retryStrategyOf(run: RunState, template: TemplateFields): RetryFields | undefined {
  return template.retryStrategy ?? run.spec.retryStrategy;
}

/** Starts a template under a Retry node. */
export function startRetry(run: RunState, body: RetryBody): Activity {
  const node = createNode(run, { ...body, type: 'Retry', phase: 'Running', withInputs: true });
  const activity: RetryActivity = {
    ...newActivity({ node, depth: body.depth, parent: body.parent }),
    body,
    attempts: [],
    last: undefined,
    waitUntil: undefined,
    advance: (at) => advanceRetry(at, activity),
  };
  node.activity = activity;
  startAttempt(run, activity, undefined);
  return activity;
}

function advanceRetry(run: RunState, activity: RetryActivity): void {
  activity.inbox.length = 0;
  const { node, attempts, last } = activity;
  const first = attempts[0];
  const latest = attempts.at(-1);
  if (isFulfilled(node.fields.phase) || !first || !latest || !last) return;
  if (!isFulfilled(latest.fields.phase)) return;
  if (last.error && !coversErrors(activity.body.strategy)) {
    finish(run, activity, { phase: 'Error', message: last.error.message, error: last.error });
    return;
  }
  try {
    const decision = decideRetry(run, activity.body.strategy, {
      first,
      last: latest,
      count: attempts.length,
    });
    if (decision.kind === 'end') {
      if (latest.fields.outputs && !run.shutdown) node.fields.outputs = latest.fields.outputs;
      finish(run, activity, decision);
    } else if (decision.kind === 'wait') {
      setPhase(run, node, 'Running', decision.message);
      if (activity.waitUntil !== decision.until) addTimer(run, { at: decision.until, activity });
      activity.waitUntil = decision.until;
    } else if (workflowIsFull(run)) {
      run.held.add(activity);
    } else {
      run.held.delete(activity);
      delete node.fields.message;
      startAttempt(run, activity, decision.deadline);
    }
  } catch (error) {
    finishWithError(run, activity, error);
  }
}

function coversErrors(strategy: RetryFields): boolean {
  const policy = retryPolicyOf(strategy);
  return policy === 'Always' || policy === 'OnError' || policy === 'OnTransientError';
}

function startAttempt(run: RunState, activity: RetryActivity, deadline: number | undefined): void {
  const { body, attempts } = activity;
  const { strategy: _, hookOwner: _owner, ...inner } = body;
  const name = `${body.name}(${attempts.length})`;
  const attempt = startBody(run, {
    ...inner,
    name,
    template: attemptTemplate(run, activity, name),
    retried: true,
    parent: activity,
    depth: body.depth + 1,
    retryDeadline: deadline,
  });
  noteMiss(attempt.node, body.template);
  activity.last = attempt;
  attempts.push(attempt.node);
  addChild(activity.node, attempt.node);
}

function attemptTemplate(run: RunState, activity: RetryActivity, name: string): TemplateFields {
  const { body, attempts } = activity;
  const locals = new Map<string, unknown>([
    ['retries', String(attempts.length)],
    ...lastRetryVariables(attempts.at(-1)),
  ]);
  if (body.template.container || body.template.script) {
    locals.set('pod.name', podName(run.identity.name, name, body.template.name));
  }
  return substituteTemplate(JSON.stringify(body.template), {
    globals: run.globals,
    locals,
    pathOf: pathsOf(run, name),
  });
}
