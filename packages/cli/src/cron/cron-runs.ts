import type { DrivenRun, LocalRuns } from '@tiphys/local';
import type { CronWorkflow, Workflow } from '@tiphys/models';
import { manifestIn, type RunSettings, writeRunSettings } from '../drive/run-settings.ts';
import type { World } from '../world/world.ts';

/** What the runs of a CronWorkflow have in common. */
export interface CronRunOptions {
  readonly runs: LocalRuns;
  readonly settings: RunSettings;
  readonly objects: readonly unknown[];
  readonly maximumIterations: number | undefined;
}

/** Starts a run of a CronWorkflow, and drives it. */
export async function startCronRun(
  workflow: Workflow,
  { runs, settings, objects, maximumIterations }: CronRunOptions,
  world: World,
): Promise<DrivenRun> {
  const { toYaml } = await import('@tiphys/workflow');
  return runs.start({
    workflow,
    objects,
    maximumIterations,
    maximumWorkflowBytes: settings.limits.workflowBytes,
    prepare: async ({ folder }) => {
      writeRunSettings(folder, settings);
      await world.files.writeText(manifestIn(folder), toYaml(workflow));
    },
  });
}

/** Returns the runs that a CronWorkflow has started. */
export function runsOfCron(runs: LocalRuns, { metadata }: CronWorkflow): Promise<readonly Workflow[]> {
  return runs.list({ labels: `workflows.argoproj.io/cron-workflow=${metadata.name}` });
}

/** Returns a line about a run that has ended. */
export async function endOfRun({ metadata, status }: Workflow): Promise<string> {
  const { formatSpan } = await import('@tiphys/view');
  const message = status?.message === undefined || status.message === '' ? '' : `  ${status.message}`;
  return `${metadata.name}  ${status?.phase ?? 'Unknown'}  ${formatSpan(status?.startedAt, status?.finishedAt)}${message}`;
}
