import type { RetryFields } from '../../manifest/fields.ts';
import { newActivity } from '../../state/activities/activity-basis.ts';
import type { WaitingActivity } from '../../state/activities/waiting-activity.ts';
import type { Activity } from '../../state/activity.ts';
import { addTimer } from '../../state/agenda.ts';
import type { MemoEntry } from '../../state/command.ts';
import type { NodeBody } from '../../state/node/node-body.ts';
import { valueAt } from '../../state/records.ts';
import type { RunState } from '../../state/run-state.ts';
import { createNode } from '../../state/tree/create-node.ts';
import { findNode, nodeOf } from '../../state/tree/find-node.ts';
import { pendingDeadline, TIMEOUT } from '../limits/deadlines.ts';
import { wantedLocks } from '../limits/locks.ts';
import { isHeld } from '../limits/parallelism.ts';
import { showDisplayName } from './display-name.ts';
import { addActivity, finish, finishWithError } from './finish.ts';
import { findMemo, noteMiss, rememberOutputs, storedMemo } from './memoize.ts';
import { type Behaviour, kindOf } from './registry.ts';
import { startRetry } from './retry/retry.ts';
import { startBody } from './start-body.ts';

/** Templates that wait for locks, for their cache, or for a limit after that. Their nodes are pending. */
export const waitingBehaviour: Behaviour<WaitingActivity> = {
  kind: 'waiting',
  advance(run, activity) {
    const { startedAt } = nodeOf(run, activity.id);
    const limit = pendingDeadline(activity.body, startedAt);
    if (limit !== undefined && run.now >= limit)
      finish(run, activity, { phase: 'Failed', message: TIMEOUT, error: TIMEOUT });
    else if (activity.stage === 'limit') goOn(run, activity);
  },
};

/**
 * Starts a filled template, after the locks and the cache that it asks for.
 *
 * @throws Error with Argo's message if the locks or the key of the cache are not valid
 */
export function startFilled(run: RunState, body: NodeBody, strategy: RetryFields | undefined): Activity {
  const locks = wantedLocks(run, body.template.synchronization);
  if (locks.length > 0) {
    const activity = addWaiting(run, body, strategy);
    run.locks[activity.id] = 'waiting';
    run.commands.push({ kind: 'acquire', nodeId: activity.id, locks });
    return activity;
  }
  const memo = findMemo(run, body.template);
  if (memo === undefined || memo.hit) return startNow(run, body, { strategy, entry: memo?.hit });
  const activity = addWaiting(run, body, strategy);
  askCache(run, activity);
  return activity;
}

/** Goes on when the locks of a node are held, and shows what it waits for until then. */
export function changeLock(
  run: RunState,
  nodeId: string,
  change: { readonly held: boolean; readonly waiting?: string; readonly message?: string },
): void {
  const activity = valueAt(run.activities, nodeId);
  if (activity?.kind !== 'waiting' || activity.stage !== 'locks') return;
  const { fields } = nodeOf(run, nodeId);
  if (!change.held) {
    fields.message = change.message ?? '';
    fields.synchronizationStatus = { waiting: change.waiting ?? '' };
    return;
  }
  run.locks[nodeId] = 'held';
  delete fields.message;
  delete fields.synchronizationStatus;
  try {
    const memo = findMemo(run, activity.body.template);
    if (memo === undefined || memo.hit) {
      activity.entry = memo?.hit;
      goOn(run, activity);
    } else askCache(run, activity);
  } catch (error) {
    finishWithError(run, activity, error);
  }
}

/** Goes on when the cache has answered. */
export function answerMemo(run: RunState, nodeId: string, entry: MemoEntry | undefined): void {
  const activity = valueAt(run.activities, nodeId);
  if (activity?.kind !== 'waiting' || activity.stage !== 'cache') return;
  activity.entry = storedMemo(run, activity.body.template, entry);
  goOn(run, activity);
}

/** Ends what waits, apart from exit handlers if they are exempt. */
export function endWaiting(run: RunState, message: string, exempt: boolean): void {
  for (const activity of Object.values(run.activities))
    if (activity.kind === 'waiting' && !(exempt && activity.body.exitHandler))
      finish(run, activity, { phase: 'Failed', message });
}

function addWaiting(run: RunState, body: NodeBody, strategy: RetryFields | undefined): WaitingActivity {
  const type = strategy ? 'Retry' : (kindOf(body.template)?.nodeType(body.template) ?? 'Skipped');
  const node = createNode(run, { ...body, type, phase: 'Pending', withInputs: true, waiting: true });
  const limit = pendingDeadline(body, node.startedAt);
  if (limit !== undefined) addTimer(run, { at: limit, id: node.fields.id });
  return addActivity<WaitingActivity>(run, {
    ...newActivity(node.fields.id, body),
    kind: 'waiting',
    body,
    ...(strategy && { strategy }),
    stage: 'locks',
  });
}

function askCache(run: RunState, activity: WaitingActivity): void {
  const { memoize } = activity.body.template;
  activity.stage = 'cache';
  run.commands.push({
    kind: 'readMemo',
    nodeId: activity.id,
    cache: memoize?.cache?.configMap?.name ?? '',
    key: memoize?.key ?? '',
  });
}

function goOn(run: RunState, activity: WaitingActivity): void {
  const { body, strategy, entry } = activity;
  activity.stage = 'limit';
  if (isHeld(run, findNode(run, body.boundary))) {
    run.held[activity.id] = true;
    return;
  }
  delete run.held[activity.id];
  delete run.activities[activity.id];
  // Another node may have saved its result meanwhile.
  const known = (entry as MemoEntry | undefined) ?? findMemo(run, body.template)?.hit;
  startNow(run, body, { strategy, entry: known });
}

interface Start {
  readonly strategy: RetryFields | undefined;
  readonly entry: MemoEntry | undefined;
}

function startNow(run: RunState, body: NodeBody, { strategy, entry }: Start): Activity {
  if (entry) return rememberOutputs(run, body, { entry, retried: strategy !== undefined });
  const activity = strategy ? startRetry(run, { ...body, strategy }) : startBody(run, body);
  const node = nodeOf(run, activity.id);
  noteMiss(node, body.template);
  showDisplayName(node, body.template);
  return activity;
}
