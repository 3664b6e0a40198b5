import type { BranchNode } from './graph.ts';

/** Tells whether a branch may run none of its bodies, so that it has no result. */
export function mayBeSkipped({ bodies, subject }: BranchNode): boolean {
  return subject === undefined && bodies.at(-1)?.condition !== undefined;
}
