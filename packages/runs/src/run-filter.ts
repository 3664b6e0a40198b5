import type { Workflow } from '@tiphys/models';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';

/** Which runs to list. All conditions must hold. */
export interface RunFilter {
  /** Phases, such as `Failed`. @default any */
  readonly phases?: readonly string[] | undefined;
  /** Start of the name. @default any */
  readonly prefix?: string | undefined;
  /** A part of the name. @default any */
  readonly contains?: string | undefined;
  /** A selector of labels, such as `app=web,tier!=cache`. @default any */
  readonly labels?: string | undefined;
  /** A selector of fields: `metadata.name` and `metadata.namespace`. @default any */
  readonly fields?: string | undefined;
  /** Only runs created after this time, in milliseconds since the epoch. @default any */
  readonly createdAfter?: number | undefined;
  /** Only runs that finished before this time, in milliseconds since the epoch. @default any */
  readonly finishedBefore?: number | undefined;
  /** Whether the run has ended. @default either */
  readonly completed?: boolean | undefined;
  /** Only runs that were resubmitted from another one. @default either */
  readonly resubmitted?: boolean | undefined;
}

/** The label that Argo gives to a workflow that was resubmitted from another. */
const RESUBMITTED = 'workflows.argoproj.io/resubmitted-from-workflow';

/**
 * Returns a function that tells whether a run fulfils a filter.
 *
 * @throws RunsError `RUNS_INVALID_SELECTOR`
 */
export function compileFilter(filter: RunFilter): (workflow: Workflow) => boolean {
  const { phases, prefix, contains = '', createdAfter, finishedBefore, completed, resubmitted } = filter;
  const labels = parseLabelSelector(filter.labels ?? '');
  const fields = parseFieldSelector(filter.fields ?? '');
  return (workflow) => {
    const { metadata, status } = workflow;
    const finishedAt = timeOf(status?.finishedAt);
    if (phases !== undefined && phases.length > 0 && !phases.includes(phaseOf(workflow))) return false;
    if (prefix !== undefined && !(metadata.name ?? '').startsWith(prefix)) return false;
    if (!(metadata.name ?? '').includes(contains)) return false;
    if (createdAfter !== undefined && (timeOf(metadata.creationTimestamp) ?? 0) <= createdAfter) return false;
    if (finishedBefore !== undefined && (finishedAt === undefined || finishedAt >= finishedBefore))
      return false;
    if (completed !== undefined && (finishedAt !== undefined) !== completed) return false;
    if (resubmitted === true && metadata.labels?.[RESUBMITTED] === undefined) return false;
    return labels(metadata.labels ?? {}) && fields(workflow);
  };
}

/** Returns the phase of a workflow: `Pending` if its status has none yet. */
export function phaseOf({ status }: Workflow): string {
  return status?.phase === undefined || status.phase === '' ? 'Pending' : status.phase;
}

/** Returns a time of a workflow in milliseconds since the epoch, or undefined if it has none. */
export function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}

/** Returns runs in the order of `argo list`: those that go on first, then the latest first. */
export function sortRuns(workflows: readonly Workflow[]): readonly Workflow[] {
  const finished = ({ status }: Workflow): number => timeOf(status?.finishedAt) ?? Number.POSITIVE_INFINITY;
  const created = ({ metadata }: Workflow): number => timeOf(metadata.creationTimestamp) ?? 0;
  const name = ({ metadata }: Workflow): string => metadata.name ?? '';
  return workflows.toSorted(
    (a, b) =>
      descending(finished(a), finished(b)) ||
      descending(created(a), created(b)) ||
      (name(a) < name(b) ? -1 : 1),
  );
}

/** Infinities are equal to each other. */
function descending(a: number, b: number): number {
  return a === b ? 0 : b - a;
}
