import type { InputDeclarations, InputType } from '../../ir/component/input-declaration.ts';
import type { Output } from '../../ir/surface/output.ts';

/** The outputs that the body of a pipeline gets for its inputs. */
export type PipelineInputs<TInputs> = { readonly [K in keyof TInputs]: Output<InputType<TInputs[K]>> };

/** The outcome of a run, for the exit handler of the pipeline. */
export interface RunOutcome {
  readonly status: Output<'Succeeded' | 'Failed' | 'Error'>;
}

/** Options of a pipeline. */
export interface PipelineOptions<TInputs extends InputDeclarations = InputDeclarations> {
  /** Kind of the Argo object. @default 'CronWorkflow' with schedules, otherwise 'Workflow' */
  readonly kind?: 'Workflow' | 'WorkflowTemplate' | 'CronWorkflow';
  /** When it runs, as cron expressions: `0 3 * * *`. */
  readonly schedules?: readonly string[];
  /** Time zone of the schedules, such as `Europe/Berlin`. */
  readonly timezone?: string;
  /** What happens if a run is due while another one is still running. @default 'Allow' */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
  /** Shown with the workflow in the Argo UI. */
  readonly description?: string;
  readonly namespace?: string;
  readonly serviceAccountName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Maximum number of tasks that run at a time. */
  readonly parallelism?: number;
  /** Maximum duration of a run, in seconds. */
  readonly activeDeadlineSeconds?: number;
  /** Adds tasks that run when the pipeline has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: RunOutcome, inputs: PipelineInputs<TInputs>) => unknown;
}
