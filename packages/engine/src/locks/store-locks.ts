import path from 'node:path';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { isAlive, type ProcessIdentity, thisProcess } from '../contract/process-identity.ts';
import { watchPath } from '../shared/changes.ts';
import { exclusively } from '../shared/exclusively.ts';
import { LockFile } from './lock-file.ts';
import type { LockRequest, LockState, Locks } from './lock-request.ts';
import { addRequest, giveLocks, type LockEntry, type LockTable, removeRequest } from './lock-table.ts';
import { WaitingRequests } from './waiting-requests.ts';

/** How often locks are looked at where the file system sends no notifications, and for processes that have died, in milliseconds. */
const POLL_INTERVAL = 1000;

/** Options of {@link openStoreLocks}. */
export interface StoreLocksOptions {
  /** Folder of the locks. */
  readonly directory: string;
  /** Folder of the run that requests them. */
  readonly run: string;
  /** Tells whether tasks of a run in a folder are running, although its process has died. */
  readonly hasLivePods: (run: string) => boolean;
  /** Called if the locks cannot be read or written. */
  readonly onError: (error: unknown) => void;
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
}

/** Opens the locks that all runs of a store share. Locks of a run are free when its process has died, and its last task. */
export function openStoreLocks(options: StoreLocksOptions): Locks {
  return new StoreLocks(options);
}

class StoreLocks implements Locks {
  readonly isShared = true;
  readonly #options: Required<StoreLocksOptions>;
  readonly #file: LockFile;
  readonly #owner: ProcessIdentity;
  readonly #waiting = new WaitingRequests();
  /** What this run holds or waits for. */
  readonly #mine = new Set<string>();
  #changes: ((table: LockTable) => LockTable)[] = [];
  /** The exchange with the store that is going on. */
  #exchange: Promise<void> | undefined;
  #isDue = false;
  #stopWatching: (() => void) | undefined;

  constructor(options: StoreLocksOptions) {
    this.#options = { fileSystem: realFileSystem, ...options };
    this.#owner = thisProcess(this.#options.fileSystem);
    this.#file = new LockFile(this.#options.fileSystem, path.join(options.directory, 'locks.json'));
  }

  acquire(request: LockRequest, onChange: (state: LockState) => void): void {
    this.#waiting.add(request.holder, onChange);
    this.#add(request, false);
  }

  keep(request: LockRequest): void {
    this.#add(request, true);
  }

  release(holder: string): void {
    this.#waiting.remove(holder);
    if (!this.#mine.delete(holder)) return;
    this.#change((table) => removeRequest(table, holder));
  }

  async close(): Promise<void> {
    this.#waiting.clear();
    for (const holder of [...this.#mine]) this.release(holder);
    while (this.#exchange !== undefined) await this.#exchange;
    this.#watch();
  }

  #add(request: LockRequest, held: boolean): void {
    this.#mine.add(request.holder);
    const entry: LockEntry = { ...request, held, owner: this.#owner, run: this.#options.run };
    this.#change((table) => addRequest(table, entry));
  }

  #change(change: (table: LockTable) => LockTable): void {
    this.#changes.push(change);
    this.#exchangeSoon();
  }

  /** Exchanges with the store. Everything that comes while an exchange goes on is part of the next one. */
  #exchangeSoon(): void {
    this.#isDue = true;
    this.#exchange ??= this.#exchangeAll().finally(() => {
      this.#exchange = undefined;
      // A request may have come after the last exchange, such as that of the first task of a run that has just got its lock.
      if (this.#isDue) this.#exchangeSoon();
    });
  }

  async #exchangeAll(): Promise<void> {
    const { fileSystem, directory, onError } = this.#options;
    try {
      while (this.#isDue) {
        this.#isDue = false;
        // Many requests and releases come together.
        await Promise.resolve();
        const states = await exclusively(fileSystem, path.join(directory, 'guard'), () => this.#update());
        this.#waiting.tell(states);
      }
      this.#watch();
    } catch (error) {
      onError(error);
    }
  }

  #update(): ReadonlyMap<string, LockState> {
    const changes = this.#changes;
    this.#changes = [];
    let table = this.#withoutDead(this.#file.read());
    for (const change of changes) table = change(table);
    const given = giveLocks(table, this.#waiting.holders);
    this.#file.write(given.table);
    return given.states;
  }

  #withoutDead(table: LockTable): LockTable {
    const { fileSystem, hasLivePods } = this.#options;
    const lives = remember((owner: ProcessIdentity) => isAlive(fileSystem, owner));
    const runs = remember(hasLivePods);
    const rest = table.filter(
      ({ owner, run, held }) =>
        owner === undefined || lives(owner) || (held && run !== undefined && runs(run)),
    );
    return rest.length === table.length ? table : rest;
  }

  /** Watches the locks as long as something waits for them. */
  #watch(): void {
    if (this.#waiting.isEmpty) {
      this.#stopWatching?.();
      this.#stopWatching = undefined;
    } else this.#stopWatching ??= this.#startWatching();
  }

  #startWatching(): () => void {
    const stop = watchPath(this.#options.directory, () => {
      if (this.#file.hasChanged) this.#exchangeSoon();
    });
    const poll = setInterval(() => this.#exchangeSoon(), POLL_INTERVAL);
    return () => {
      stop();
      clearInterval(poll);
    };
  }
}

/** Returns a function that calls another one once for each argument. */
function remember<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}
