import type { WantedLock } from '../../src/contract/wanted-lock.ts';

/** A node that holds locks or waits for them; undefined is the workflow. */
interface Request {
  readonly nodeId: string | undefined;
  readonly locks: readonly WantedLock[];
  held: boolean;
}

/** What the locks say of a request. */
export interface LockAnswer {
  readonly nodeId: string | undefined;
  readonly held: boolean;
  readonly waiting?: string;
  readonly message?: string;
}

/** Locks of one run that answer at once, in the order of the requests. */
export class PlayLocks {
  #requests: Request[] = [];

  acquire(nodeId: string | undefined, locks: readonly WantedLock[]): readonly LockAnswer[] {
    this.#requests.push({ nodeId, locks, held: false });
    return this.#serve();
  }

  release(nodeId: string | undefined): readonly LockAnswer[] {
    this.#requests = this.#requests.filter((request) => request.nodeId !== nodeId);
    return this.#serve();
  }

  #serve(): readonly LockAnswer[] {
    return this.#requests
      .filter(({ held }) => !held)
      .map((request) => {
        const full = request.locks.find((lock) => this.#free(lock) <= 0);
        if (full) {
          const message = `Waiting for ${full.name} lock. Lock status: ${this.#free(full)}/${full.limit}`;
          return { nodeId: request.nodeId, held: false, waiting: full.name, message };
        }
        request.held = true;
        return { nodeId: request.nodeId, held: true };
      });
  }

  #free({ name, limit }: WantedLock): number {
    const holders = this.#requests.filter(
      ({ held, locks }) => held && locks.some((lock) => lock.name === name),
    );
    return limit - holders.length;
  }
}
