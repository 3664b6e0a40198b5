import { type RetryFields, type Scalar, scalarText } from '../../../manifest/fields.ts';
import type { NodePhase } from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { workflowDeadline } from '../../limits/deadlines.ts';
import { humanDuration, parseArgoDuration } from '../../values/argo-duration.ts';
import { expressionHolds } from '../../values/boolean-expression.ts';

/** The next action for a Retry node whose last attempt has ended. See docs/semantics/retries.md#decision. */
export type RetryDecision =
  | { readonly kind: 'end'; readonly phase: NodePhase; readonly message?: string | undefined }
  | { readonly kind: 'wait'; readonly until: number; readonly message: string }
  | { readonly kind: 'again'; readonly deadline: number | undefined };

/** The attempts so far, oldest first. */
export interface Attempts {
  readonly first: RunNode;
  readonly last: RunNode;
  readonly count: number;
}

/**
 * Decides whether a failed attempt is followed by another.
 *
 * @throws Error with Argo's message if the limit, backoff, policy or expression is not valid
 */
export function decideRetry(run: RunState, strategy: RetryFields, attempts: Attempts): RetryDecision {
  const { phase, message } = attempts.last.fields;
  if (phase !== 'Failed' && phase !== 'Error') return { kind: 'end', phase: 'Succeeded' };
  const stopped = stopMessage(run);
  if (stopped !== undefined) return { kind: 'end', phase, message: stopped };
  const backoff = backoffDecision(run, strategy, attempts);
  if (backoff.kind !== 'again') return backoff;
  if (!policyCovers(strategy, phase, message)) return { kind: 'end', phase, message };
  const limit = readInteger(strategy.limit);
  if (limit !== undefined && attempts.count > limit)
    return { kind: 'end', phase, message: 'No more retries left' };
  if (strategy.expression && !wantsAnother(strategy.expression, attempts)) {
    return { kind: 'end', phase, message: 'retryStrategy.expression evaluated to false' };
  }
  return backoff;
}

/**
 * Returns the `lastRetry.*` variables of the next attempt; `last` is undefined for the first one.
 * See docs/semantics/retries.md#variables-of-an-attempt.
 */
export function lastRetryVariables(last: RunNode | undefined): readonly (readonly [string, string])[] {
  return [
    ['lastRetry.exitCode', last?.fields.outputs?.exitCode ?? '0'],
    ['lastRetry.status', last?.fields.phase ?? ''],
    ['lastRetry.duration', last ? durationSeconds(last) : '0'],
    ['lastRetry.message', last?.fields.message ?? ''],
  ];
}

function stopMessage(run: RunState): string | undefined {
  if (run.shutdown) return `Stopped with strategy '${run.shutdown}'`;
  const deadline = workflowDeadline(run);
  if (deadline === undefined || run.now <= deadline) return undefined;
  const time = new Date(deadline)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
  return `retry exceeded workflow deadline ${time} +0000 UTC`;
}

function backoffDecision(run: RunState, strategy: RetryFields, attempts: Attempts): RetryDecision {
  const { backoff } = strategy;
  if (!backoff) return { kind: 'again', deadline: undefined };
  const { phase } = attempts.last.fields;
  const keptEnd = endBeforeRun(run, attempts.last);
  let latest: number | undefined;
  if (backoff.maxDuration !== undefined && scalarText(backoff.maxDuration) !== '') {
    latest = attempts.first.startedAt + parseArgoDuration(scalarText(backoff.maxDuration));
    if ((keptEnd ?? run.now) > latest) return { kind: 'end', phase, message: 'Max duration limit exceeded' };
  }
  if (backoff.duration === undefined || scalarText(backoff.duration) === '') {
    throw new Error('no base duration specified for retryStrategy');
  }
  const wait = waitingTime(backoff, attempts.count);
  const until = (attempts.last.finishedAt ?? run.now) + wait;
  if (latest !== undefined && until > latest) {
    return { kind: 'end', phase, message: 'Backoff would exceed max duration limit' };
  }
  // Without a limit, Argo does not wait at all (argo-workflows#9425).
  const limit = strategy.limit === undefined ? undefined : Number(scalarText(strategy.limit));
  if (keptEnd === undefined && run.now < until && limit !== undefined && attempts.count <= limit) {
    return { kind: 'wait', until, message: `Backoff for ${humanDuration(wait)}` };
  }
  return { kind: 'again', deadline: latest };
}

/** Returns when an attempt ended that is kept from an earlier run. What follows was decided then, so nothing is waited for again. */
function endBeforeRun({ startedAt = 0 }: RunState, { finishedAt }: RunNode): number | undefined {
  return finishedAt !== undefined && finishedAt < startedAt ? finishedAt : undefined;
}

function waitingTime(backoff: NonNullable<RetryFields['backoff']>, count: number): number {
  const base = parseArgoDuration(scalarText(backoff.duration ?? ''));
  const factor = readInteger(backoff.factor) ?? 0;
  const wait = factor > 0 ? base * factor ** (count - 1) : base;
  if (backoff.cap === undefined || scalarText(backoff.cap) === '') return wait;
  return Math.min(wait, parseArgoDuration(scalarText(backoff.cap)));
}

/** Parts of the messages of errors that Argo takes for transient ones. See docs/semantics/retries.md#policy. */
const TRANSIENT =
  /etcdserver: (?:leader changed|request timed out|too many requests)|Pod was rejected:|Connection closed by foreign host|net\/http: TLS handshake timeout|i\/o timeout|connection timed out|connection reset by peer|http2: (?:client connection lost|server sent GOAWAY and closed the connection)|connect: connection refused|invalid connection|upper: no more rows in/;

/** Returns the policy of a strategy. See docs/semantics/retries.md#policy. */
export function retryPolicyOf(strategy: RetryFields): string {
  return strategy.retryPolicy || (strategy.expression ? 'Always' : 'OnFailure');
}

function policyCovers(
  strategy: RetryFields,
  phase: 'Failed' | 'Error',
  message: string | undefined,
): boolean {
  const policy = retryPolicyOf(strategy);
  switch (policy) {
    case 'Always':
      return true;
    case 'OnFailure':
      return phase === 'Failed';
    case 'OnError':
      return phase === 'Error';
    case 'OnTransientError':
      return TRANSIENT.test(message ?? '');
    default:
      throw new Error(`${policy} is not a valid RetryPolicy`);
  }
}

function readInteger(value: Scalar | undefined): number | undefined {
  if (value === undefined) return undefined;
  const text = scalarText(value);
  if (!/^[-+]?\d+$/.test(text)) throw new Error(`value '${text}' cannot be resolved to an int`);
  return Number(text);
}

function wantsAnother(expression: string, attempts: Attempts): boolean {
  const variables = new Map<string, unknown>(lastRetryVariables(attempts.last));
  variables.set('retries', String(attempts.count - 1));
  variables.set('lastRetry.exitCode', attempts.last.fields.outputs?.exitCode ?? '-1');
  return expressionHolds(expression, variables);
}

function durationSeconds(node: RunNode): string {
  const started = Math.floor(node.startedAt / 1000);
  return String(Math.floor((node.finishedAt ?? node.startedAt) / 1000) - started);
}
