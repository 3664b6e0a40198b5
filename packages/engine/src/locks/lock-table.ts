import type { ProcessIdentity } from '../contract/process-identity.ts';
import type { WantedLock } from '../contract/wanted-lock.ts';
import type { LockRequest, LockState } from './lock-request.ts';

/** A request in the table. */
export interface LockEntry extends LockRequest {
  /** The process that made it. Absent in a table of one process. */
  readonly owner?: ProcessIdentity;
  /** Folder of its run. */
  readonly run?: string;
  readonly held: boolean;
}

/** All requests for locks, in the order in which they were made. Plain JSON data. */
export type LockTable = readonly LockEntry[];

/** Adds a request to a table. One of the same holder is replaced: it is the same node in a process that has resumed its run. */
export function addRequest(table: LockTable, entry: LockEntry): LockTable {
  const known = table.find(({ holder }) => holder === entry.holder);
  if (!known) return [...table, entry];
  return table.map((other) => (other === known ? { ...entry, held: known.held || entry.held } : other));
}

/** Removes the request of a holder, and with it its locks. */
export function removeRequest(table: LockTable, holder: string): LockTable {
  const rest = table.filter((entry) => entry.holder !== holder);
  return rest.length === table.length ? table : rest;
}

/**
 * Gives locks to those of some holders that may have them: all locks of a request, or none. Each lock has a queue, and only its front may take it; nodes of
 * the same workflow count as the front. See docs/semantics/caching-and-locks.md#order-of-locks.
 */
export function giveLocks(
  table: LockTable,
  holders: ReadonlySet<string>,
): { readonly table: LockTable; readonly states: ReadonlyMap<string, LockState> } {
  const states = new Map<string, LockState>();
  let current = table;
  for (let index = indexOf(current); ; index = indexOf(current)) {
    const next = current.find(
      (entry) => holders.has(entry.holder) && !entry.held && refusedBy(index, entry) === undefined,
    );
    if (next === undefined) {
      for (const entry of current) {
        if (holders.has(entry.holder)) states.set(entry.holder, stateOf(index, entry));
      }
      return { table: current, states };
    }
    current = current.map((entry) => (entry === next ? { ...entry, held: true } : entry));
  }
}

/** What a table says of a lock. */
interface LockUse {
  holders: number;
  /** The first in the queue. */
  front: LockEntry | undefined;
}

type LockIndex = ReadonlyMap<string, LockUse>;

function indexOf(table: LockTable): LockIndex {
  const index = new Map<string, LockUse>();
  for (const entry of table) {
    for (const { name } of entry.locks) {
      const use = index.get(name) ?? { holders: 0, front: undefined };
      index.set(name, use);
      if (entry.held) use.holders += 1;
      else if (use.front === undefined || comesBefore(entry, use.front)) use.front = entry;
    }
  }
  return index;
}

/** Entries of equal rank keep the order in which they came. */
function comesBefore(one: LockEntry, other: LockEntry): boolean {
  if (one.priority !== other.priority) return one.priority > other.priority;
  return one.createdAt < other.createdAt;
}

/** Returns the first lock that a request cannot have now. */
function refusedBy(index: LockIndex, entry: LockEntry): WantedLock | undefined {
  return entry.locks.find(({ name, limit }) => {
    const use = index.get(name);
    return use !== undefined && (use.front?.workflow !== entry.workflow || use.holders >= limit);
  });
}

function stateOf(index: LockIndex, entry: LockEntry): LockState {
  const refused = entry.held ? undefined : refusedBy(index, entry);
  if (refused === undefined) return { held: true };
  const { name, limit } = refused;
  const free = Math.max(0, limit - (index.get(name)?.holders ?? 0));
  return {
    held: false,
    waiting: name,
    message: `Waiting for ${name} lock. Lock status: ${free}/${limit}`,
  };
}
