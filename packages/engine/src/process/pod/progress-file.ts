import { readRegularFile } from '../../confined/regular-file.ts';
import { openPlace } from '../../confined/resolve-path.ts';
import type { PodNotice } from '../../contract/executor.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';

/** File to which a container may write its progress. See docs/semantics/pods.md#progress-file. */
export const PROGRESS_PATH = '/argo/progress';

/** How often the file is read. */
const INTERVAL_MILLISECONDS = 1000;

/** A larger file is not a progress file. */
const MAXIMUM_BYTES = 1024 * 1024;

/** The files of the container that writes its progress. */
export interface ProgressContext {
  readonly files: FileSystem;
  readonly plan: Pick<PodFiles, 'areaOf' | 'visiblePath'>;
}

/** Reports the progress that a container writes, whenever it changes and once more at the end. */
export function watchProgress(
  context: ProgressContext,
  report: (notice: PodNotice) => void,
): { close(): void } {
  let last: string | undefined;
  const check = (): void => {
    const progress = readProgress(context);
    if (progress === undefined || progress === last) return;
    last = progress;
    report({ kind: 'progress', progress });
  };
  const timer = setInterval(check, INTERVAL_MILLISECONDS);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      check();
    },
  };
}

function readProgress({ files, plan }: ProgressContext): string | undefined {
  let place: ReturnType<typeof openPlace>;
  try {
    place = openPlace(files, plan, plan.visiblePath(PROGRESS_PATH));
    if (place?.stats === undefined) return undefined;
    const content = readRegularFile(files, place, { shownPath: PROGRESS_PATH, atMost: MAXIMUM_BYTES });
    return content === undefined ? undefined : lastProgress(content.toString());
  } catch {
    // The task may have put something else at the path. It has no progress then.
    return undefined;
  } finally {
    place?.close();
  }
}

/** Returns the last line if it is a valid progress, such as `3/10`. */
function lastProgress(text: string): string | undefined {
  const line = text.trim().split('\n').at(-1)?.trim() ?? '';
  const [, done, total] = /^(\d{1,18})\/(\d{1,18})$/.exec(line) ?? [];
  if (done === undefined || total === undefined) return undefined;
  const [n, m] = [BigInt(done), BigInt(total)];
  return m > 0n && n <= m ? `${n}/${m}` : undefined;
}
