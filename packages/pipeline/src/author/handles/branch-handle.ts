import type { BranchNode } from '../../ir/graph.ts';

const branchKey: unique symbol = Symbol.for('@tiphys/pipeline/branch') as never;

interface BranchHandle {
  readonly [branchKey]?: BranchNode;
}

/** Returns the branch behind the result of `when`, or undefined for any other value. */
export function findBranch(value: unknown): BranchNode | undefined {
  return typeof value === 'object' && value !== null ? (value as BranchHandle)[branchKey] : undefined;
}

/** Attaches a branch to the object that `when` returns. */
export function withBranch<T extends object>(handle: T, branch: BranchNode): T {
  return Object.defineProperty(handle, branchKey, { value: branch });
}
