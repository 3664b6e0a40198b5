import type { CronWorkflow } from '@tiphys/models';
import { setObjectParameters } from '../run/set-parameters.ts';
import { assertNames, readLabels } from '../submit/submit-options.ts';

/** What options change in a CronWorkflow. */
export interface CronChanges {
  /** Values of the parameters of its workflows. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly schedule?: string | undefined;
  readonly name?: string | undefined;
  readonly generateName?: string | undefined;
  readonly entrypoint?: string | undefined;
  readonly serviceAccount?: string | undefined;
  /** Labels of its workflows: `key=value,key=value`. */
  readonly labels?: readonly string[];
}

/**
 * Returns a CronWorkflow with changes.
 *
 * @throws CliError `CLI_UNKNOWN_PARAMETER`, `CLI_OPTION_VALUE`
 */
export function changeCron(cron: CronWorkflow, changes: CronChanges): CronWorkflow {
  const { schedule, name, generateName, entrypoint, serviceAccount } = changes;
  assertNames({ name, 'generate-name': generateName, serviceaccount: serviceAccount });
  const [changed = cron] = setObjectParameters([cron], changes.parameters) as readonly CronWorkflow[];
  const { metadata, spec } = changed;
  const labels = readLabels(changes.labels ?? []);
  const { name: _, ...unnamed } = metadata;
  return {
    ...changed,
    metadata: {
      ...(generateName === undefined ? metadata : { ...unnamed, generateName }),
      ...(name !== undefined && { name }),
    },
    spec: {
      ...spec,
      ...(schedule !== undefined && { schedules: [schedule] }),
      ...(Object.keys(labels).length > 0 && {
        workflowMetadata: {
          ...spec.workflowMetadata,
          labels: { ...spec.workflowMetadata?.labels, ...labels },
        },
      }),
      workflowSpec: {
        ...spec.workflowSpec,
        ...(entrypoint !== undefined && { entrypoint }),
        ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
      },
    },
  };
}
