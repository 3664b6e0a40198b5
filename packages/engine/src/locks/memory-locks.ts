import type { Locks } from './lock-request.ts';
import { addRequest, giveLocks, type LockTable, removeRequest } from './lock-table.ts';
import { WaitingRequests } from './waiting-requests.ts';

/** Returns locks for the nodes of one run that is not kept in a store. */
export function createMemoryLocks(): Locks {
  let table: LockTable = [];
  const waiting = new WaitingRequests();
  const serve = (): void => {
    const given = giveLocks(table, waiting.holders);
    table = given.table;
    waiting.tell(given.states);
  };
  return {
    isShared: false,
    acquire(request, onChange) {
      waiting.add(request.holder, onChange);
      table = addRequest(table, { ...request, held: false });
      serve();
    },
    keep(request) {
      table = addRequest(table, { ...request, held: true });
    },
    release(holder) {
      waiting.remove(holder);
      table = removeRequest(table, holder);
      serve();
    },
    async close() {
      waiting.clear();
    },
  };
}
