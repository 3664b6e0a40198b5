import {
  type GeneratedFile,
  type GenerateOptions,
  type GenerateResult,
  generateComponents,
} from './generate-components.ts';
import { type WriteOptions, writeGenerated } from './write-generated.ts';

/** Options of {@link watchComponents}. */
export interface WatchOptions extends GenerateOptions, WriteOptions {}

/** What one round of a {@link ComponentWatcher} did. */
export interface WatchRound extends GenerateResult {
  readonly written: readonly GeneratedFile[];
}

/** Keeps generated modules up to date while their sources change; who sees the changes tells it. */
export interface ComponentWatcher {
  /** Generates again and writes what has changed. Calls during a round make one more round, not many. */
  update(): Promise<WatchRound>;
}

/** Returns a watcher over source files: call `update` at the start and after every change, of the files themselves or of what they import. */
export function watchComponents(files: readonly string[], options: WatchOptions = {}): ComponentWatcher {
  let running: Promise<WatchRound> | undefined;
  let next: Promise<WatchRound> | undefined;
  const round = async (): Promise<WatchRound> => {
    const result = await generateComponents(files, options);
    return { ...result, written: await writeGenerated(result, options) };
  };
  const start = (): Promise<WatchRound> => {
    next = undefined;
    running = round().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    update(): Promise<WatchRound> {
      if (running === undefined) return start();
      next ??= running.then(start, start);
      return next;
    },
  };
}
