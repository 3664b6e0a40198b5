import type { CallNode } from '../../ir/graph.ts';
import type { BodyContext, Waits } from '../context/body-context.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';

/** Writes the task of a call. */
export type CallWriter = (
  task: CallNode,
  context: BodyContext,
  state: ManifestState,
  details: {
    readonly name: string;
    /** What the task waits for already. */
    readonly waits: Waits;
  },
) => WrittenTask;
