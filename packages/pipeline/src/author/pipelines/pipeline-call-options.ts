import type { After } from '../../ir/surface/after.ts';

/** Options of the call of a pipeline. */
export interface PipelineCallOptions {
  /** Name of the task. @default the name of the pipeline, with `-2`, `-3` if it is taken */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the pipeline starts, besides those whose outputs it uses. */
  readonly after?: After;
}
