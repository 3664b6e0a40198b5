import type { FileSystem } from '../contract/file-system.ts';
import type { ProcessIdentity } from '../contract/process-identity.ts';
import { isRecord, readStoredJson } from '../contract/stored-json.ts';
import { replaceFile } from '../shared/replace-file.ts';
import type { LockEntry, LockTable } from './lock-table.ts';

/** The table as the file holds it: each process is named once. */
interface StoredTable {
  readonly owners: readonly ProcessIdentity[];
  readonly entries: readonly (Omit<LockEntry, 'owner'> & { readonly owner: number })[];
}

const ADVICE =
  'It says which runs of the store hold locks. Delete it while no run with locks goes on, then continue the run with `tiphys resume`.';

function isStoredTable(value: unknown): value is StoredTable {
  return (
    isRecord(value) &&
    Array.isArray(value.owners) &&
    Array.isArray(value.entries) &&
    value.entries.every((entry) => isRecord(entry) && Array.isArray(entry.locks))
  );
}

/** The file with the table of locks of a store. Reads and writes only what has changed. */
export class LockFile {
  readonly #files: FileSystem;
  readonly #path: string;
  #known: { readonly version: string; readonly table: LockTable } | undefined;

  constructor(files: FileSystem, path: string) {
    this.#files = files;
    this.#path = path;
  }

  /** Tells whether another process has changed the table since it was last read or written here. */
  get hasChanged(): boolean {
    return this.#known?.version !== this.#version();
  }

  /**
   * Returns the table; the same object as before if it has not changed.
   *
   * @throws EngineError `ENGINE_FILE_DAMAGED`
   */
  read(): LockTable {
    const version = this.#version();
    if (this.#known?.version === version) return this.#known.table;
    const table = this.#parse();
    this.#known = { version, table };
    return table;
  }

  /**
   * Replaces the table, unless it is the one that was read.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED`
   */
  write(table: LockTable): void {
    if (table === this.#known?.table) return;
    const owners: ProcessIdentity[] = [];
    const entries = table.map((entry) => ({ ...entry, owner: numberOf(owners, entry.owner) }));
    const text = JSON.stringify({ owners, entries } satisfies StoredTable);
    replaceFile(this.#files, this.#path, text, { flush: false });
    this.#known = { version: this.#version(), table };
  }

  #parse(): LockTable {
    const stored = readStoredJson(this.#files, this.#path, { is: isStoredTable, advice: ADVICE });
    const { owners, entries } = stored ?? { owners: [], entries: [] };
    return entries.map(({ owner, ...entry }) => {
      const identity = owners[owner];
      return identity === undefined ? entry : { ...entry, owner: identity };
    });
  }

  #version(): string {
    const status = this.#files.statSync(this.#path, { throwIfNoEntry: false });
    return status === undefined ? 'none' : `${status.ino} ${status.mtimeMs} ${status.size}`;
  }
}

function numberOf(owners: ProcessIdentity[], owner: ProcessIdentity | undefined): number {
  if (owner === undefined) return -1;
  const known = owners.findIndex(({ pid, start, boot, host }) => {
    return pid === owner.pid && start === owner.start && boot === owner.boot && host === owner.host;
  });
  return known < 0 ? owners.push(owner) - 1 : known;
}
