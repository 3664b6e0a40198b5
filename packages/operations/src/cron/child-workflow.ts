import { formatTime, GoTime, loadLocation } from '@tiphys/go';
import type { CronWorkflow, Workflow, WorkflowSpec } from '@tiphys/models';
import { CRON_NAMES, LABELS } from '../well-known-names.ts';

const INHERITED_LABELS = [LABELS.creator, LABELS.creatorEmail, LABELS.creatorPreferredUsername] as const;

/**
 * Returns the workflow that a CronWorkflow starts at a scheduled time. Its name ends with the time in seconds, so that no time can be run
 * twice. See docs/semantics/cron-workflows.md#at-each-scheduled-time.
 *
 * @param zone the time zone in which the annotation shows the scheduled time
 */
export function childWorkflow(cron: CronWorkflow, scheduledAt: Date, zone = 'UTC'): Workflow {
  const { labels: given = {} } = cron.metadata;
  const labels = Object.fromEntries(
    INHERITED_LABELS.filter((label) => given[label] !== undefined).map((label) => [
      label,
      given[label] ?? '',
    ]),
  );
  const name = `${cron.metadata.name}-${Math.floor(scheduledAt.getTime() / 1000)}`;
  return makeChild(cron, { name, labels, time: scheduledAt, zone });
}

/**
 * Returns the workflow that `argo submit --from cronwf/NAME` submits: it has a `generateName`.
 *
 * @param zone the time zone in which the annotation shows the time
 */
export function workflowFromCron(cron: CronWorkflow, now: Date, zone = 'UTC'): Workflow {
  return makeChild(cron, { generateName: `${cron.metadata.name}-`, labels: {}, time: now, zone });
}

interface ChildOptions {
  readonly name?: string;
  readonly generateName?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly time: Date;
  readonly zone: string;
}

function makeChild(cron: CronWorkflow, { time, zone, labels, ...names }: ChildOptions): Workflow {
  const { namespace, uid = '', labels: ownLabels } = cron.metadata;
  const name = cron.metadata.name ?? '';
  const { workflowMetadata, workflowSpec } = cron.spec;
  const instanceId = ownLabels?.[CRON_NAMES.instanceId];
  const { finalizers = [] } = workflowMetadata ?? {};
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      ...names,
      ...(namespace === undefined ? {} : { namespace }),
      labels: {
        ...labels,
        ...(instanceId === undefined ? {} : { [CRON_NAMES.instanceId]: instanceId }),
        [CRON_NAMES.cronWorkflow]: name,
        ...workflowMetadata?.labels,
      },
      annotations: { [CRON_NAMES.scheduledTime]: printTime(time, zone), ...workflowMetadata?.annotations },
      ...(finalizers.length === 0 ? {} : { finalizers }),
      ownerReferences: [
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'CronWorkflow',
          name,
          uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: workflowSpec satisfies WorkflowSpec,
  };
}

function printTime(time: Date, zone: string): string {
  const moment = new GoTime(BigInt(time.getTime()) * 1_000_000n, loadLocation(zone));
  return formatTime(moment, '2006-01-02T15:04:05Z07:00');
}
