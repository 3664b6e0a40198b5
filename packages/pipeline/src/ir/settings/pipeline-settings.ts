import type { CronWorkflowSpec, WorkflowSpec } from '@tiphys/models';
import type { Duration } from '../surface/amounts.ts';
import type { ClaimOptions } from '../surface/volume.ts';
import type { Settings } from './settings.ts';

/** When a pipeline runs by itself. */
export interface Schedule {
  /** Cron expressions, such as `30 2 * * *`. */
  readonly at: readonly string[];
  /** Time zone of the cron expressions, such as `Europe/Berlin`. @default that of the controller */
  readonly timezone?: string;
  /** What happens if a run is due while another one is still running. @default 'Allow' */
  readonly overlap?: 'Allow' | 'Forbid' | 'Replace';
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
  | 'synchronization';

/** Fields of a workflow, under Argo's own names. */
export type SpecFields = Partial<Omit<WorkflowSpec, WrittenFields>>;

/** A folder that all tasks of a run share. */
export interface Workspace extends ClaimOptions {
  /** Where tasks find it. @default '/workspace' */
  readonly path?: `/${string}`;
}

/** Options of a pipeline that do not depend on its inputs. */
export interface PipelineSettings {
  /** Kind of the Argo object. @default 'CronWorkflow' with a schedule, otherwise 'Workflow' */
  readonly kind?: 'Workflow' | 'WorkflowTemplate' | 'CronWorkflow';
  /** When it runs by itself. */
  readonly schedule?: Schedule;
  /** Shown with the workflow in the Argo UI. */
  readonly description?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** How all tasks run, unless their component or the call says something else. */
  readonly defaults?: Settings;
  /** A folder that all tasks of a run share; it is gone when the run is. */
  readonly workspace?: Workspace;
  /** Maximum duration of a run. */
  readonly deadline?: Duration;
  /** Other fields of the workflow, under Argo's own names: `parallelism`, `podGC`, `ttlStrategy`. */
  readonly spec?: SpecFields;
}
