import type { WantedLock } from '../../contract/wanted-lock.ts';
import type { LockRequest } from '../../locks/lock-request.ts';
import type { RunState } from '../../state/run-state.ts';

/** The workflow whose nodes request locks. */
export interface Lockers {
  readonly namespace: string;
  readonly name: string;
  readonly priority: number;
  readonly createdAt: number;
}

/** Returns what requests of locks say of the workflow of a run. */
export function lockersOf({ identity, spec }: RunState): Lockers {
  const { namespace, name, createdAt } = identity;
  return { namespace, name, createdAt, priority: spec.priority ?? 0 };
}

/** Returns the request of a node, or of the workflow. See docs/semantics/caching-and-locks.md#names-of-locks. */
export function lockRequest(
  { namespace, name, priority, createdAt }: Lockers,
  nodeId: string | undefined,
  locks: readonly WantedLock[],
): LockRequest {
  const workflow = `${namespace}/${name}`;
  const holder = nodeId === undefined ? workflow : `${workflow}/${nodeId}`;
  return { holder, workflow, priority, createdAt, locks };
}
