import { generateComponents } from './generate-components.ts';
import type { GenerateOptions } from './generate-options.ts';
import type { GeneratedFile, GenerateResult } from './generate-result.ts';
import { type WriteOptions, writeGenerated } from './write-generated.ts';

/** Options of {@link watchComponents}. */
export interface WatchOptions extends GenerateOptions, WriteOptions {}

/** The result of one update of a {@link ComponentWatcher}. */
export interface WatchRound extends GenerateResult {
  readonly written: readonly GeneratedFile[];
}

/** Keeps generated modules up to date. The caller watches the files and reports changes. */
export interface ComponentWatcher {
  /** Generates the modules again and writes those that have changed. Calls during an update cause one more update, not several. */
  update(): Promise<WatchRound>;
}

/** Creates a watcher for source files. Call `update` at the start, and after every change of the files or of modules that they import. */
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
