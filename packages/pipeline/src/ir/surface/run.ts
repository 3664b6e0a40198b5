import type { Output } from './output.ts';

/** What Argo knows of a run. Each is an output, known only when the workflow runs. */
export interface Run {
  /** The name of the workflow. */
  readonly name: Output<string>;
  readonly uid: Output<string>;
  readonly namespace: Output<string>;
  /** When the workflow was created: `2026-01-31T02:30:04Z`. */
  readonly createdAt: Output<string>;
  /** When the run was due: `2026-01-31T02:30:00Z`; null unless a CronWorkflow started it. */
  readonly scheduledAt: Output<string | null>;
  /** The priority of the workflow, which `spec: { priority }` sets. @default 0 */
  readonly priority: Output<number>;
  /**
   * Returns the value of a label of the workflow. The run fails if there is no such label.
   *
   * @throws PipelineError `PIPELINE_INVALID_OPTION`
   */
  label(name: string): Output<string>;
}
