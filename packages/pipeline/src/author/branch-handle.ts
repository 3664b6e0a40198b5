import type { BranchTask } from '../trace/scope.ts';

const branchKey: unique symbol = Symbol.for('@tiphys/pipeline/branch') as never;

interface BranchHandle {
  readonly [branchKey]?: BranchTask;
}

/** Returns the branch behind what `when` returned, or undefined for anything else. */
export function findBranch(value: unknown): BranchTask | undefined {
  return typeof value === 'object' && value !== null ? (value as BranchHandle)[branchKey] : undefined;
}

/** Marks an object as standing for a branch. */
export function withBranch<T extends object>(handle: T, branch: BranchTask): T {
  return Object.defineProperty(handle, branchKey, { value: branch });
}
