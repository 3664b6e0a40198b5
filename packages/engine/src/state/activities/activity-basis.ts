import type { NodeBody } from '../node/node-body.ts';

/** What all activities have. */
export interface ActivityBasis {
  /** Id of its node, which is its own id, too. */
  readonly id: string;
  /** Number of activities around this one. The deepest react first. */
  readonly depth: number;
  /** Id of the activity to notify when this one ends. */
  readonly parent?: string | undefined;
  /**
   * Message of the error that the template returned besides its phase, for the parent to handle.
   * See docs/semantics/reconciliation.md#errors-of-children.
   */
  error?: string | undefined;
  /** Ids of ended activities that this one has not handled yet. */
  readonly inbox: string[];
  scheduled: boolean;
}

/** Returns the initial fields of an activity. */
export function newActivity(
  id: string,
  { depth, parent }: Pick<NodeBody, 'depth' | 'parent'>,
): ActivityBasis {
  return { id, depth, ...(parent !== undefined && { parent }), inbox: [], scheduled: false };
}
