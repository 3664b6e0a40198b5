import type { LockState } from './lock-request.ts';

/** A request that waits, and what it was told last. */
interface WaitingRequest {
  told: string | undefined;
  readonly onChange: (state: LockState) => void;
}

/** The requests of this process that wait for their locks. */
export class WaitingRequests {
  readonly #requests = new Map<string, WaitingRequest>();

  get holders(): ReadonlySet<string> {
    return new Set(this.#requests.keys());
  }

  get isEmpty(): boolean {
    return this.#requests.size === 0;
  }

  add(holder: string, onChange: (state: LockState) => void): void {
    this.#requests.set(holder, { told: undefined, onChange });
  }

  remove(holder: string): void {
    this.#requests.delete(holder);
  }

  clear(): void {
    this.#requests.clear();
  }

  /** Tells requests their states, if they differ from those they know. */
  tell(states: ReadonlyMap<string, LockState>): void {
    for (const [holder, state] of states) {
      const request = this.#requests.get(holder);
      const told = state.held ? 'held' : state.message;
      if (request === undefined || request.told === told) continue;
      if (state.held) this.#requests.delete(holder);
      request.told = told;
      request.onChange(state);
    }
  }
}
