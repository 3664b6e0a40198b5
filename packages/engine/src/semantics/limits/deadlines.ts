import { parseIntGo } from '@tiphys/go';
import { describeError } from '../../contract/error-text.ts';
import { scalarText } from '../../manifest/fields.ts';
import type { NodeBody } from '../../state/node/node-body.ts';
import type { RunState } from '../../state/run-state.ts';
import { parseArgoDuration } from '../values/argo-duration.ts';

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
  if (template.timeout) deadlines.push(startedAt + timeoutOf(template.timeout));
  if (template.activeDeadlineSeconds !== undefined) {
    deadlines.push(startedAt + Number(parseIntGo(scalarText(template.activeDeadlineSeconds))) * 1000);
  }
  if (body.retryDeadline !== undefined) deadlines.push(body.retryDeadline);
  const ofWorkflow = workflowDeadline(run);
  if (ofWorkflow !== undefined && !body.exitHandler) deadlines.push(ofWorkflow);
  return deadlines.length > 0 ? Math.min(...deadlines) : undefined;
}

function timeoutOf(text: string): number {
  try {
    return parseArgoDuration(text);
  } catch (error) {
    throw new Error(`invalid timeout format ${describeError(error)}`);
  }
}
