/** When a node ran that a run keeps from an earlier one, in milliseconds since the epoch. */
export interface KeptNode {
  readonly phase: string;
  readonly startedAt: number;
  readonly finishedAt: number;
}
