import type { Condition, CronWorkflow, Workflow } from '@tiphys/models';
import { formatTimestamp, nonEmptyList } from '../change-fields.ts';
import { CRON_NAMES } from '../well-known-names.ts';
import { childWorkflow } from './child-workflow.ts';
import { meetsStopStrategy, meetsWhen } from './cron-conditions.ts';
import { rememberSchedule } from './cron-schedules.ts';
import { missedTime, nextCronTime } from './due-time.ts';
import { findCronProblem } from './find-cron-problem.ts';
import { outdatedWorkflows, reconcileActive, referenceTo, setStatus } from './reconcile.ts';

/** What {@link decideCron} needs to know besides the CronWorkflow. */
export interface CronSituation {
  readonly now: Date;
  /** Until when an earlier decision looked at the schedule; undefined after a start, when only missed times count. */
  readonly since?: Date;
  /** The workflows that the CronWorkflow owns, running or ended. */
  readonly workflows: readonly Workflow[];
  /**
   * The time zone where the CronWorkflow names none.
   *
   * @default 'UTC'
   */
  readonly zone?: string;
  /** Returns what is wrong with the workflow that would be started. By default nothing is. */
  readonly findProblem?: (workflow: Workflow) => string | undefined;
}

/** What is to be done for a CronWorkflow. */
export interface CronDecision {
  /** The CronWorkflow with its new status, labels and annotations. */
  readonly cron: CronWorkflow;
  /** The workflow to start. Afterwards call {@link recordCronRun} or {@link recordFailedCronRun}, unless its name already exists. */
  readonly run?: { readonly workflow: Workflow; readonly scheduledAt: Date };
  /** Why a scheduled time was not run. */
  readonly skipped?: { readonly scheduledAt: Date; readonly reason: string };
  /** What is wrong with the CronWorkflow, in Argo's words. Its status has it as a condition, too. */
  readonly problem?: string;
  /** The names of the running workflows to terminate first. */
  readonly terminate: readonly string[];
  /** The names of ended workflows to delete: they are beyond the limits of the history. */
  readonly deleted: readonly string[];
  /** The next `since`. If it is before `now`, decide again at once. */
  readonly checkedUntil: Date;
  /** When to decide again: the next scheduled time. */
  readonly next?: Date;
}

/** What is decided about one scheduled time. */
type Turn = Pick<CronDecision, 'cron' | 'run' | 'skipped' | 'problem'> &
  Partial<Pick<CronDecision, 'terminate'>>;

/**
 * Decides what happens to a CronWorkflow now, as Argo's controller does: workflows that have ended are counted and cleaned up, and a
 * scheduled or missed time is run or skipped. See docs/semantics/cron-workflows.md.
 */
export function decideCron(given: CronWorkflow, situation: CronSituation): CronDecision {
  const { now, since, workflows, zone = 'UTC' } = situation;
  const nothing = { terminate: [], deleted: outdatedWorkflows(given, workflows), checkedUntil: now };
  const refuse = (problem: string): CronDecision => ({
    ...nothing,
    cron: setCondition(given, 'SpecError', problem),
    problem,
  });
  let cron: CronWorkflow;
  try {
    cron = reconcileActive(given, workflows, (current) => applyStopStrategy(current, now));
  } catch (error) {
    return refuse(stopProblem(given, error));
  }
  if (cron.metadata.labels?.[CRON_NAMES.completed] === 'true') return { ...nothing, cron };
  const problem = findProblem(cron, situation);
  if (problem !== undefined) return refuse(problem);
  cron = removeCondition(cron, 'SpecError');
  const due = since && nextCronTime(cron, since, zone);
  const onTime = due !== undefined && due <= now ? due : undefined;
  const mayHaveMissed = since === undefined || hasBecomeFree(given, cron);
  const scheduledAt = onTime ?? (mayHaveMissed ? missedTime(cron, now, zone) : undefined);
  const turn = scheduledAt === undefined ? { cron } : takeTurn(cron, scheduledAt, now, zone);
  const checkedUntil = onTime ?? now;
  const next = nextCronTime(turn.cron, checkedUntil, zone);
  return { ...nothing, ...turn, checkedUntil, ...(next === undefined ? {} : { next }) };
}

/** Tells whether the last active workflow has just ended: then a time that it made miss can be run. */
function hasBecomeFree(before: CronWorkflow, after: CronWorkflow): boolean {
  const isBusy = ({ status }: CronWorkflow): boolean => (status?.active ?? []).length > 0;
  return after.spec.concurrencyPolicy === 'Forbid' && isBusy(before) && !isBusy(after);
}

/** Returns a CronWorkflow whose workflow was started at a scheduled time. */
export function recordCronRun(cron: CronWorkflow, created: Workflow, scheduledAt: Date): CronWorkflow {
  const recorded = setStatus(cron, {
    active: [...(cron.status?.active ?? []), referenceTo(created)],
    phase: 'Active',
    lastScheduledTime: formatTimestamp(scheduledAt),
  });
  return removeCondition(recorded, 'SubmissionError');
}

/** Returns a CronWorkflow whose workflow could not be started, for a reason. It counts as a failure. */
export function recordFailedCronRun(cron: CronWorkflow, reason: string): CronWorkflow {
  return failSubmission(cron, `Failed to submit Workflow: ${reason}`);
}

function findProblem(
  cron: CronWorkflow,
  { now, findProblem: check, zone }: CronSituation,
): string | undefined {
  const problem = findCronProblem(cron);
  if (problem !== undefined || check === undefined) return problem;
  const inner = check(childWorkflow(cron, now, zone));
  return inner === undefined ? undefined : `cannot validate Workflow: ${inner}`;
}

function takeTurn(given: CronWorkflow, scheduledAt: Date, now: Date, zone: string): Turn {
  let cron = rememberSchedule(given);
  const { name } = cron.metadata;
  const skip = (reason: string): Turn => ({ cron, skipped: { scheduledAt, reason } });
  try {
    cron = applyStopStrategy(cron, now);
  } catch (error) {
    const problem = stopProblem(cron, error);
    cron = setCondition(cron, 'SpecError', problem);
    return { ...skip(problem), problem };
  }
  if (cron.spec.suspend === true) return skip(`${name} is suspended, skipping execution`);
  if (cron.status?.phase === 'Stopped')
    return skip(`CronWorkflow ${name} is marked as stopped since it achieved the stopping condition`);
  try {
    if (!meetsWhen(cron, now)) return skip(`the condition \`when\` of ${name} is false`);
  } catch (error) {
    const problem = `run policy error: ${textOf(error)}`;
    cron = failSubmission(cron, problem);
    return { ...skip(problem), problem };
  }
  const active = cron.status?.active ?? [];
  const policy = cron.spec.concurrencyPolicy;
  if (policy === 'Forbid' && active.length > 0)
    return skip(`${name} has 'ConcurrencyPolicy: Forbid' and has an active Workflow so it was not run`);
  const terminate = policy === 'Replace' ? active.map((reference) => reference.name ?? '') : [];
  return { cron, terminate, run: { workflow: childWorkflow(cron, scheduledAt, zone), scheduledAt } };
}

/** Marks a CronWorkflow as completed if its stop strategy says so. */
function applyStopStrategy(cron: CronWorkflow, now: Date): CronWorkflow {
  if (!meetsStopStrategy(cron, now)) return cron;
  const labels = { ...cron.metadata.labels, [CRON_NAMES.completed]: 'true' };
  return setStatus({ ...cron, metadata: { ...cron.metadata, labels } }, { phase: 'Stopped' });
}

function failSubmission(cron: CronWorkflow, message: string): CronWorkflow {
  const failed = (cron.status?.failed ?? 0) + 1;
  return setStatus(setCondition(cron, 'SubmissionError', message), { failed });
}

function setCondition(cron: CronWorkflow, type: string, message: string): CronWorkflow {
  const condition: Condition = { type, message, status: 'True' };
  const conditions = cron.status?.conditions ?? [];
  const at = conditions.findIndex((known) => known.type === type);
  return setStatus(cron, {
    conditions: at < 0 ? [...conditions, condition] : conditions.with(at, condition),
  });
}

function removeCondition(cron: CronWorkflow, type: string): CronWorkflow {
  const conditions = cron.status?.conditions;
  if (!conditions?.some((condition) => condition.type === type)) return cron;
  return setStatus(cron, {
    conditions: nonEmptyList(conditions.filter((condition) => condition.type !== type)),
  });
}

function stopProblem({ metadata }: CronWorkflow, error: unknown): string {
  return `failed to check CronWorkflow '${metadata.name}' stopping condition: ${textOf(error)}`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
