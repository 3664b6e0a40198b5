import type { TemplateFields } from '../../manifest/fields.ts';
import type { NodeFields } from './node-status.ts';

/** A node with the counts that the run needs. */
export interface RunNode {
  readonly fields: NodeFields;
  /** Id of the node that this one is a hook or the exit handler of. */
  readonly hookOwner?: string | undefined;
  /** Whether it waits for locks or its cache. Then it does not count for limits. */
  readonly waiting?: true;
  startedAt: number;
  finishedAt?: number;
  /** The resolved template that the node runs, or would have run if it was not skipped. */
  readonly template?: TemplateFields | undefined;
  /** Pods inside this boundary that are pending or running. */
  activePods: number;
  /**
   * Nodes of type Pod, Steps and DAG inside this boundary that are pending or running.
   * See docs/semantics/limits.md#parallelism-of-a-template.
   */
  activeChildren: number;
  /** Nodes of these types inside this boundary that failed. */
  unsuccessfulChildren: number;
}
