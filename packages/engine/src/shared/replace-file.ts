import type { FileSystem } from '../contract/file-system.ts';
import { writeFailed } from '../contract/journal.ts';

/** Options of {@link replaceFile}. */
export interface ReplaceFileOptions {
  /** Permissions of the new file. @default 0o644 */
  readonly mode?: number;
  /** Whether the text is on the disk when the file is replaced, so that it survives a power failure. @default true */
  readonly flush?: boolean;
}

/**
 * Replaces a file as a whole: others see the old text or the new one. A link in its place is replaced, too, and not followed. Only one process may
 * write the file at a time; what it leaves when it is killed is removed by the next call.
 *
 * @throws EngineError `ENGINE_WRITE_FAILED`
 */
export function replaceFile(
  files: FileSystem,
  file: string,
  text: string,
  { mode = 0o644, flush = true }: ReplaceFileOptions = {},
): void {
  const draft = `${file}.tmp`;
  try {
    files.rmSync(draft, { force: true });
    files.writeFileSync(draft, text, { flag: 'wx', mode, flush });
    files.renameSync(draft, file);
  } catch (cause) {
    files.rmSync(draft, { force: true });
    throw writeFailed(file, cause);
  }
}
