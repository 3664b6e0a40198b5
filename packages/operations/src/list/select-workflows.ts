import type { Workflow } from '@tiphys/models';
import { isFinalPhase } from '../nodes/node-phase.ts';
import { OperationError } from '../operation-error.ts';
import { LABELS } from '../well-known-names.ts';
import { matchesLabels, parseLabelSelector } from './label-selector.ts';
import { matchesWorkflow, parseWorkflowFieldSelector } from './workflow-fields.ts';

/** Which workflows to list. All conditions have to hold. */
export interface WorkflowFilter {
  /** Phases, one of which the workflow has. */
  readonly status?: readonly string[];
  /** Whether to list only workflows that have ended. */
  readonly completed?: boolean;
  /** Whether to list only workflows that have not ended. */
  readonly running?: boolean;
  /** Whether to list only workflows that were resubmitted from another one. */
  readonly resubmitted?: boolean;
  /** What the names begin with. */
  readonly prefix?: string;
  readonly labelSelector?: string;
  /** Conditions for `metadata.name` and `metadata.namespace`. */
  readonly fieldSelector?: string;
  /** The workflow was created after this time. */
  readonly createdAfter?: Date;
  /** The workflow ended before this time. */
  readonly finishedBefore?: Date;
}

/**
 * Returns the workflows that `argo list` would show, in its order: those that run first, the latest first.
 *
 * @throws {OperationError} `OPERATIONS_SELECTOR`
 */
export function selectWorkflows(
  workflows: readonly Workflow[],
  filter: WorkflowFilter = {},
): readonly Workflow[] {
  const matches = compileFilter(filter);
  return workflows.filter(matches).sort(compareByTime);
}

/**
 * Returns the time that a text such as `3h` (`s`, `m`, `h` or `d`) before now stands for.
 *
 * @throws {OperationError} `OPERATIONS_SINCE`, with Argo's message
 * @example
 * ```ts
 * parseSince('2d', new Date('2026-01-03T00:00:00Z')).toISOString(); // => 2026-01-01T00:00:00.000Z
 * ```
 */
export function parseSince(text: string, now: Date): Date {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const time = new Date(now.getTime() - Number(amount) * (SECONDS[unit ?? ''] ?? 0) * 1000);
  if (!Number.isNaN(time.getTime())) return time;
  throw new OperationError(
    'OPERATIONS_SINCE',
    `Invalid since format '${text}'. Expected format <duration><unit> (e.g. 3h)`,
    { advice: 'The units are s, m, h and d' },
  );
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

function compileFilter(filter: WorkflowFilter): (workflow: Workflow) => boolean {
  const labelSelector = parseLabelSelector(filter.labelSelector ?? '');
  const fieldSelector = parseWorkflowFieldSelector(filter.fieldSelector ?? '');
  const { status = [], prefix = '', createdAfter, finishedBefore } = filter;
  return (workflow) => {
    const { metadata, status: state } = workflow;
    const { name = '', labels = {}, creationTimestamp } = metadata;
    // Argo's controller sets the labels. Objects without them are judged by their status.
    const phase = labels[LABELS.phase] ?? (state?.phase || 'Pending');
    const isCompleted = labels[LABELS.completed] === 'true' || isFinalPhase(state?.phase);
    return (
      (status.length === 0 || status.includes(phase)) &&
      (filter.completed !== true || isCompleted) &&
      (filter.running !== true || !isCompleted) &&
      (filter.resubmitted !== true || LABELS.previousWorkflow in labels) &&
      name.startsWith(prefix) &&
      matchesLabels(labelSelector, labels) &&
      matchesWorkflow(fieldSelector, workflow) &&
      (createdAfter === undefined || timeOf(creationTimestamp) > createdAfter.getTime()) &&
      (finishedBefore === undefined || timeOf(state?.finishedAt) < finishedBefore.getTime())
    );
  };
}

/** Returns a time in milliseconds; one that is missing is neither before nor after any other. */
function timeOf(text: string | undefined): number {
  return text ? Date.parse(text) : Number.NaN;
}

/** Workflows that run come first, the youngest first; then those that ended, the latest first. */
function compareByTime(a: Workflow, b: Workflow): number {
  const [endOfA, endOfB] = [timeOf(a.status?.finishedAt), timeOf(b.status?.finishedAt)];
  if (Number.isNaN(endOfA) !== Number.isNaN(endOfB)) return Number.isNaN(endOfA) ? -1 : 1;
  if (!Number.isNaN(endOfA)) return endOfB - endOfA;
  return (timeOf(b.metadata.creationTimestamp) || 0) - (timeOf(a.metadata.creationTimestamp) || 0);
}
