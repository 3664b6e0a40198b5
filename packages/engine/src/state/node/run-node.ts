import type { TemplateFields } from '../../manifest/fields.ts';
import type { Activity } from '../activity.ts';
import type { NodeFields } from './node-status.ts';

/** A node with the counts that the run needs. */
export interface RunNode {
  readonly fields: NodeFields;
  readonly boundary: RunNode | undefined;
  /** The node that this one is a hook or the exit handler of. */
  readonly hookOwner: RunNode | undefined;
  readonly children: RunNode[];
  readonly childIds: Set<string>;
  readonly startedAt: number;
  finishedAt: number | undefined;
  /** The resolved template that the node runs, or would have run if it was not skipped. */
  template: TemplateFields | undefined;
  /** The activity that starts nodes inside this boundary. */
  activity: Activity | undefined;
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
