import type { BranchTask } from '../ir/scope.ts';

const branchKey: unique symbol = Symbol.for('@tiphys/pipeline/branch') as never;

interface BranchHandle {
  readonly [branchKey]?: BranchTask;
}

/** Returns the branch behind the result of `when`, or undefined for any other value. */
export function findBranch(value: unknown): BranchTask | undefined {
  return typeof value === 'object' && value !== null ? (value as BranchHandle)[branchKey] : undefined;
}

/** Attaches a branch to the object that `when` returns. */
export function withBranch<T extends object>(handle: T, branch: BranchTask): T {
  return Object.defineProperty(handle, branchKey, { value: branch });
}
