/** Labels and annotations that Argo reads and writes. */
export const LABELS = {
  archivingStatus: 'workflows.argoproj.io/workflow-archiving-status',
  completed: 'workflows.argoproj.io/completed',
  creator: 'workflows.argoproj.io/creator',
  creatorEmail: 'workflows.argoproj.io/creator-email',
  creatorPreferredUsername: 'workflows.argoproj.io/creator-preferred-username',
  phase: 'workflows.argoproj.io/phase',
  previousWorkflow: 'workflows.argoproj.io/resubmitted-from-workflow',
} as const;

/** The annotation that fixes the naming scheme of a workflow's pods. */
export const POD_NAME_FORMAT = 'workflows.argoproj.io/pod-name-format';

/** Labels and annotations of CronWorkflows and of the workflows that they start. */
export const CRON_NAMES = {
  completed: 'workflows.argoproj.io/cron-workflow-completed',
  cronWorkflow: 'workflows.argoproj.io/cron-workflow',
  instanceId: 'workflows.argoproj.io/controller-instanceid',
  lastUsedSchedule: 'cronworkflows.argoproj.io/last-used-schedule',
  scheduledTime: 'workflows.argoproj.io/scheduled-time',
} as const;
