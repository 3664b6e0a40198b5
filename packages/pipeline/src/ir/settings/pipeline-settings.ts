import type { CronWorkflowSpec, Workflow, WorkflowSpec } from '@tiphys/models';
import type { ArrowFunction } from '../arrow-function.ts';
import type { Duration } from '../surface/amounts.ts';
import type { Lock } from '../surface/lock.ts';
import type { Repository } from '../surface/repository.ts';
import type { ClaimOptions } from '../surface/volume.ts';
import type { ResolvedOptions, Settings } from './settings.ts';

/** What is known of a schedule when a run is due. */
export interface Cron {
  /** How many runs have failed. */
  readonly failed: number;
  /** How many runs have succeeded. */
  readonly succeeded: number;
  /** When the last run was due: `2026-01-31T02:30:00Z`. */
  readonly lastScheduledAt: string | null;
}

/** When a pipeline runs by itself. */
export interface Schedule {
  /** Cron expressions, such as `30 2 * * *`. */
  readonly at: readonly string[];
  /** Time zone of the cron expressions, such as `Europe/Berlin`. @default that of the controller */
  readonly timezone?: string;
  /** What happens if a run is due while another one is still running. @default 'Allow' */
  readonly overlap?: 'Allow' | 'Forbid' | 'Replace';
  /** Whether a run that is due starts. It becomes Argo's `when`. */
  readonly if?: (cron: Cron) => boolean;
  /** Ends the schedule as soon as it is true. It becomes Argo's `stopStrategy`. */
  readonly stopWhen?: (cron: Cron) => boolean;
  /** Other fields of the CronWorkflow, under Argo's own names. */
  readonly cron?: Partial<
    Omit<
      CronWorkflowSpec,
      'schedule' | 'schedules' | 'timezone' | 'concurrencyPolicy' | 'when' | 'stopStrategy' | 'workflowSpec'
    >
  >;
}

/** Fields of a workflow that options of a pipeline, or the tasks in its body, set. */
type WrittenFields =
  | 'arguments'
  | 'entrypoint'
  | 'templates'
  | 'onExit'
  | 'hooks'
  | 'workflowTemplateRef'
  | 'templateDefaults'
  | 'artifactRepositoryRef'
  | 'volumeClaimTemplates'
  | 'volumes'
  | 'activeDeadlineSeconds'
  | 'archiveLogs'
  | 'artifactGC'
  | 'synchronization';

/** Fields of a workflow, under Argo's own names. */
export type SpecFields = Partial<Omit<WorkflowSpec, WrittenFields>>;

/** A folder that all tasks of a run share. */
export interface Workspace extends ClaimOptions {
  /** Where tasks find it. @default '/workspace' */
  readonly path?: `/${string}`;
}

/** Where the files of a run are stored, and for how long. */
export interface ArtifactOptions {
  /** @default the repository of the cluster */
  readonly repository?: Repository;
  /** How long files are kept: until the run has ended, as long as its workflow exists, or for ever. @default 'always' */
  readonly keep?: 'never' | 'with-workflow' | 'always';
  /** Whether the logs of tasks are stored, too. @default as the cluster is configured */
  readonly logs?: boolean;
}

/** Functions in the options of a pipeline that have been read. */
export interface PipelineFunctions {
  readonly defaults: ResolvedOptions;
  readonly scheduleIf: ArrowFunction | undefined;
  readonly scheduleStopWhen: ArrowFunction | undefined;
}

/** Options of a pipeline that do not depend on its inputs. */
export interface PipelineSettings {
  /** Kind of the Argo object. @default 'CronWorkflow' with a schedule, otherwise 'Workflow' */
  readonly kind?: 'Workflow' | 'WorkflowTemplate' | 'ClusterWorkflowTemplate' | 'CronWorkflow';
  /** When it runs by itself. */
  readonly schedule?: Schedule;
  /** Shown instead of the name in the Argo UI. */
  readonly title?: string;
  /** Shown with the workflow in the Argo UI. */
  readonly description?: string;
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  /** How all tasks run, unless their component or the call says something else. */
  readonly defaults?: Settings;
  /** A folder that all tasks of a run share; it is gone when the run is. */
  readonly workspace?: Workspace;
  /** Where files are stored, and for how long. */
  readonly artifacts?: ArtifactOptions;
  /** What a run holds from its start to its end. */
  readonly lock?: Lock | readonly Lock[];
  /** Changes the workflow before it is written: the last word. */
  readonly transform?: (workflow: Workflow) => Workflow;
  /** Maximum duration of a run. */
  readonly deadline?: Duration;
  /** Other fields of the workflow, under Argo's own names: `parallelism`, `podGC`, `ttlStrategy`. */
  readonly spec?: SpecFields;
}
