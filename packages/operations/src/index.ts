export {
  type BackfillOptions,
  type BackfillPeriod,
  backfillTimes,
  backfillWorkflow,
} from './cron/backfill.ts';
export { childWorkflow, workflowFromCron } from './cron/child-workflow.ts';
export {
  type CronDecision,
  type CronSituation,
  decideCron,
  recordCronRun,
  recordFailedCronRun,
} from './cron/decide-cron.ts';
export { missedTime, nextCronTime } from './cron/due-time.ts';
export { findCronProblem } from './cron/find-cron-problem.ts';
export { latestTime, timesBetween } from './cron/schedule/latest-time.ts';
export { nextTime } from './cron/schedule/next-time.ts';
export {
  type FieldSchedule,
  type IntervalSchedule,
  parseSchedule,
  type Schedule,
} from './cron/schedule/schedule.ts';
export type { ScheduleField } from './cron/schedule/schedule-field.ts';
export { resumeCron, suspendCron } from './cron/suspend-cron.ts';
export {
  type LabelRequirement,
  type LabelSelector,
  matchesLabels,
  parseLabelSelector,
} from './list/label-selector.ts';
export { parseSince, selectWorkflows, type WorkflowFilter } from './list/select-workflows.ts';
export { matchesWorkflow, parseWorkflowFieldSelector } from './list/workflow-fields.ts';
export {
  type FieldSelector,
  type FieldTerm,
  matchesFields,
  parseFieldSelector,
  printFieldSelector,
} from './nodes/field-selector.ts';
export { podOfNode } from './nodes/pod-of-node.ts';
export { expandNodes } from './nodes/read-nodes.ts';
export { matchesNode, parseNodeFieldSelector, storedSelector } from './nodes/select-nodes.ts';
export { OperationError, type OperationErrorCode, type OperationErrorContext } from './operation-error.ts';
export {
  overrideParameters,
  type ParameterValue,
  parseOutputParameters,
  parseParameters,
} from './parameters.ts';
export { type ResubmitOptions, resubmit } from './resubmit/resubmit.ts';
export { type Retry, type RetryOptions, retry } from './retry/retry.ts';
export { type ResumeOptions, resume } from './suspension/resume.ts';
export { type NodeValues, type SetNodeOptions, setNode } from './suspension/set-node.ts';
export { type StopOptions, stop, terminate } from './suspension/shut-down.ts';
export { suspend } from './suspension/suspend.ts';
