import { realFileSystem } from '../contract/file-system.ts';
import { watchChanges } from '../shared/changes.ts';
import type { Store, StoredRun } from './store.ts';

/** Options of {@link watchRun}. */
export interface WatchRunOptions {
  /** Ends the iteration. @default never */
  readonly signal?: AbortSignal;
}

/** How often it is checked whether the process that drives a run is alive, in milliseconds. */
const LIVENESS_INTERVAL = 900;

/**
 * Yields a run of a store as it is now, and again whenever its workflow changes or it is interrupted or resumed, until it has finished. Goes on
 * while a run is interrupted, since it may be resumed.
 *
 * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`
 */
export async function* watchRun(
  store: Store,
  name: string,
  { signal }: WatchRunOptions = {},
): AsyncGenerator<StoredRun, void, undefined> {
  let run = store.readRun(name);
  using changes = watchChanges(run.folder.directory, signal);
  let version: string | undefined;
  let liveness: string | undefined;
  let checkedAt = 0;
  while (!signal?.aborted) {
    const found = versionOf(run.folder.workflow);
    if (found !== version || Date.now() - checkedAt > LIVENESS_INTERVAL) {
      run = store.readRun(name);
      checkedAt = Date.now();
      if (found !== version || run.liveness !== liveness) yield run;
      version = found;
      liveness = run.liveness;
    }
    if (run.liveness === 'finished') return;
    await changes.next();
  }
}

/** Returns a text that differs for each version of a file that is replaced as a whole. */
function versionOf(file: string): string {
  const status = realFileSystem.statSync(file, { throwIfNoEntry: false });
  return status === undefined ? 'none' : `${status.ino} ${status.mtimeMs} ${status.size}`;
}
