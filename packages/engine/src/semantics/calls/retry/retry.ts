import type { RetryFields, TemplateFields } from '../../../manifest/fields.ts';
import { newActivity } from '../../../state/activities/activity-basis.ts';
import type { RetryActivity, RetryBody } from '../../../state/activities/retry-activity.ts';
import type { Activity } from '../../../state/activity.ts';
import { addTimer } from '../../../state/agenda.ts';
import { podName } from '../../../state/node/node-id.ts';
import { hasEnded, isFulfilled } from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import { valueAt } from '../../../state/records.ts';
import type { RunState } from '../../../state/run-state.ts';
import { addChild, createNode, setPhase } from '../../../state/tree/create-node.ts';
import { findNode, nodeOf } from '../../../state/tree/find-node.ts';
import { hasFailedFast, workflowIsFull } from '../../limits/parallelism.ts';
import { substituteTemplate } from '../../values/inputs.ts';
import { pathsOf } from '../../values/pod-paths.ts';
import { globalsOf } from '../../values/variables.ts';
import { addActivity, finish, finishWithError, takeInbox, tellParent } from '../finish.ts';
import { noteMiss } from '../memoize.ts';
import { isPodTemplate } from '../pod-template.ts';
import type { Behaviour } from '../registry.ts';
import { startBody } from '../start-body.ts';
import { decideRetry, lastRetryVariables, retryPolicyOf } from './retry-decision.ts';

/** Templates with a retry strategy, whose nodes are of type Retry. */
export const retryBehaviour: Behaviour<RetryActivity> = { kind: 'retry', advance: advanceRetry };

/** Starts a template under a Retry node. */
export function startRetry(run: RunState, body: RetryBody): Activity {
  const node = createNode(run, { ...body, type: 'Retry', phase: 'Running', withInputs: true });
  const activity = addActivity<RetryActivity>(run, {
    ...newActivity(node.fields.id, body),
    kind: 'retry',
    body,
    attempts: [],
  });
  startAttempt(run, activity, undefined);
  return activity;
}

function advanceRetry(run: RunState, activity: RetryActivity): void {
  for (const ended of takeInbox(run, activity))
    if (ended.id === activity.attempts.at(-1)) activity.lastError = ended.error;
  const { attempts, lastError } = activity;
  const node = nodeOf(run, activity.id);
  const first = findNode(run, attempts[0]);
  const latest = findNode(run, attempts.at(-1));
  if (hasEnded(node.fields.phase) || activity.error !== undefined || !first || !latest) return;
  if (latest.fields.daemoned) {
    showDaemon(run, activity, latest);
    return;
  }
  if (!isFulfilled(latest.fields)) return;
  const boundary = findNode(run, node.fields.boundaryID);
  // The template around it is no longer executed, so this node stays as it is.
  if (boundary && hasFailedFast(boundary) && latest.fields.type === 'Pod') return;
  delete node.fields.daemoned;
  if (lastError !== undefined && !coversErrors(activity.body.strategy)) {
    // Argo returns the error to the template around it, and leaves this node as it is.
    activity.error = lastError;
    tellParent(run, activity);
    return;
  }
  try {
    const decision = decideRetry(run, activity.body.strategy, {
      first,
      last: latest,
      count: attempts.length,
    });
    if (decision.kind === 'end') {
      if (latest.fields.outputs && !isOverlooked(run, boundary)) node.fields.outputs = latest.fields.outputs;
      finish(run, activity, decision);
    } else if (decision.kind === 'wait') {
      setPhase(run, node, 'Running', decision.message);
      if (activity.waitUntil !== decision.until) addTimer(run, { at: decision.until, id: activity.id });
      activity.waitUntil = decision.until;
    } else if (workflowIsFull(run)) {
      run.held[activity.id] = true;
    } else {
      delete run.held[activity.id];
      delete node.fields.message;
      startAttempt(run, activity, decision.deadline);
    }
  } catch (error) {
    finishWithError(run, activity, error);
  }
}

/** Tells whether Argo no longer looks at the tasks of a boundary, which is a dag that was stopped. */
function isOverlooked(run: RunState, boundary: RunNode | undefined): boolean {
  const around = boundary && valueAt(run.activities, boundary.fields.id);
  return around?.kind === 'dag' && around.stopped === true;
}

/** Lets what waits for a daemon go on. The attempts after it are made beside that. */
function showDaemon(run: RunState, activity: RetryActivity, latest: RunNode): void {
  const { fields } = nodeOf(run, activity.id);
  if (fields.daemoned) return;
  fields.daemoned = true;
  if (latest.fields.podIP !== undefined) fields.podIP = latest.fields.podIP;
  tellParent(run, activity);
}

function coversErrors(strategy: RetryFields): boolean {
  const policy = retryPolicyOf(strategy);
  return policy === 'Always' || policy === 'OnError' || policy === 'OnTransientError';
}

function startAttempt(run: RunState, activity: RetryActivity, deadline: number | undefined): void {
  const { body, attempts } = activity;
  const { strategy: _, hookOwner, ...inner } = body;
  const name = `${body.name}(${attempts.length})`;
  activity.lastError = undefined;
  const attempt = startBody(run, {
    ...inner,
    name,
    template: attemptTemplate(run, activity, name),
    retried: true,
    hooked: hookOwner !== undefined,
    parent: activity.id,
    depth: body.depth + 1,
    retryDeadline: deadline,
  });
  const node = nodeOf(run, attempt.id);
  noteMiss(node, body.template);
  attempts.push(attempt.id);
  addChild(nodeOf(run, activity.id), node);
}

function attemptTemplate(run: RunState, activity: RetryActivity, name: string): TemplateFields {
  const { body, attempts } = activity;
  const last: RunNode | undefined = findNode(run, attempts.at(-1));
  const locals = new Map<string, unknown>([
    ['retries', String(attempts.length)],
    ...lastRetryVariables(last),
  ]);
  if (isPodTemplate(body.template))
    locals.set('pod.name', podName(run.identity.name, name, body.template.name));
  return substituteTemplate(JSON.stringify(body.template), {
    globals: globalsOf(run),
    locals,
    pathOf: pathsOf(run, name),
  });
}
