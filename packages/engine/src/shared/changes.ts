import { type FSWatcher, watch } from 'node:fs';

/** How often files are looked at where the file system sends no notifications, in milliseconds. */
const POLL_INTERVAL = 1000;

/** Waits for changes of a file or folder. */
export interface Changes extends Disposable {
  /** Resolves when something may have changed since the last call, or the signal is aborted. */
  next(): Promise<void>;
}

/** Watches a file or folder, with notifications of the file system where there are any, and otherwise each second. */
export function watchChanges(path: string, signal?: AbortSignal): Changes {
  let changed = Promise.withResolvers<void>();
  const notice = (): void => changed.resolve();
  const stop = watchPath(path, notice);
  const poll = setInterval(notice, POLL_INTERVAL);
  signal?.addEventListener('abort', notice);
  return {
    async next() {
      if (signal?.aborted) return;
      await changed.promise;
      changed = Promise.withResolvers();
    },
    [Symbol.dispose]() {
      stop();
      clearInterval(poll);
      signal?.removeEventListener('abort', notice);
    },
  };
}

/** Calls back when a file or folder changes, if the file system sends notifications. Returns a function that ends this. */
export function watchPath(path: string, onChange: () => void): () => void {
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(path, { persistent: false }, onChange);
    watcher.on('error', () => watcher?.close());
  } catch {
    // The path does not exist, the limit of watched folders is reached, or the file system has no notifications.
  }
  return () => watcher?.close();
}
