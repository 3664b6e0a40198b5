import { parseIntGo } from '@tiphys/go';
import { describeError } from '../../contract/error-text.ts';
import { scalarText } from '../../manifest/fields.ts';
import type { NodeBody } from '../../state/node/node-body.ts';
import type { RunState } from '../../state/run-state.ts';
import { parseArgoDuration } from '../values/argo-duration.ts';

/** Tells whether the run is being stopped, which exit handlers survive unless it is terminated. */
export function isStopping(run: RunState, { exitHandler }: { readonly exitHandler: boolean }): boolean {
  return run.shutdown !== undefined && !(run.shutdown === 'Stop' && exitHandler);
}

/** Returns the deadline of the workflow. See docs/semantics/limits.md#deadline-of-the-workflow. */
export function workflowDeadline(run: RunState): number | undefined {
  if (run.spec.activeDeadlineSeconds === undefined || run.startedAt === undefined) return undefined;
  return run.startedAt + run.spec.activeDeadlineSeconds * 1000;
}

/**
 * Returns the deadline of a pod: the earliest of those of the template, the retry and the workflow.
 * See docs/semantics/limits.md#deadlines.
 *
 * @throws Error `invalid timeout format ...`, `strconv.Atoi: ...`
 */
export function podDeadline(run: RunState, body: NodeBody, startedAt: number): number | undefined {
  const { template } = body;
  const deadlines: number[] = [];
  const timeout = timeoutOf(template.timeout);
  if (timeout !== undefined) deadlines.push(startedAt + timeout);
  if (template.activeDeadlineSeconds !== undefined) {
    deadlines.push(startedAt + Number(parseIntGo(scalarText(template.activeDeadlineSeconds))) * 1000);
  }
  if (body.retryDeadline !== undefined) deadlines.push(body.retryDeadline);
  const ofWorkflow = workflowDeadline(run);
  if (ofWorkflow !== undefined && !body.exitHandler) deadlines.push(ofWorkflow);
  return deadlines.length > 0 ? Math.min(...deadlines) : undefined;
}

/**
 * Returns the time until which a node may be pending. See docs/semantics/limits.md#deadline-of-a-template.
 *
 * @throws Error `invalid timeout format ...`
 */
export function pendingDeadline({ template }: NodeBody, startedAt: number): number | undefined {
  const timeouts = [timeoutOf(template.timeout), timeoutOf(template.pendingTimeout)];
  const limits = timeouts.filter((timeout) => timeout !== undefined);
  return limits.length > 0 ? startedAt + Math.min(...limits) : undefined;
}

/** Argo's message, and its error, for a node that was pending for too long. */
export const TIMEOUT = 'timeout';

function timeoutOf(text: string | undefined): number | undefined {
  if (!text) return undefined;
  try {
    return parseArgoDuration(text);
  } catch (error) {
    throw new Error(`invalid timeout format ${describeError(error)}`);
  }
}
