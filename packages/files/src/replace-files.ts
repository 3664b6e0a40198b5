import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FileOperations, nodeOperations } from './file-operations.ts';
import { makeFolder } from './make-folder.ts';

/** A change of one file. */
export interface FileChange {
  readonly path: string;
  /** The new text; absent to delete the file. */
  readonly text?: string;
}

/** Thrown when files cannot be replaced. The message is that of the system, and names what could not be put back. */
export class FileChangeError extends Error {
  /** The file that could not be changed. */
  readonly path: string;
  /** The code of the system, such as `ENOSPC`. */
  readonly code: string | undefined;

  /** @param lost says for each file that could not be put back where its old text is */
  constructor(path: string, cause: unknown, lost: readonly string[] = []) {
    super([cause instanceof Error ? cause.message : String(cause), ...lost].join('. '), { cause });
    this.name = 'FileChangeError';
    this.path = path;
    this.code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
  }
}

/**
 * Writes and deletes files, all or nothing. The new texts are written beside the files and then renamed into place, so that a
 * reader finds the old file or the new one, also when the process is killed. Missing folders are made. A file keeps its
 * permissions, and a symbolic link keeps pointing to its file.
 *
 * @throws FileChangeError naming the file, after everything has been put back.
 */
export function replaceFiles(changes: readonly FileChange[], operations: Partial<FileOperations> = {}): void {
  const replacement = new Replacement({ ...nodeOperations, ...operations });
  const staged = changes.map((change) => replacement.stage(change));
  // A single rename either happens or does not.
  if (staged.length > 1) for (const one of staged) replacement.keepOld(one);
  // Only this is cut short when the process is killed.
  for (const one of staged) replacement.finish(one);
  replacement.clean();
}

/** A change whose new text, if it has one, is staged beside the file. */
interface StagedChange {
  /** The path as it was given. */
  readonly path: string;
  /** Where the file is: symbolic links are followed. */
  readonly target: string;
  /** Undefined for a file that is to be deleted. */
  readonly staged: string | undefined;
}

class Replacement {
  readonly #operations: FileOperations;
  readonly #undo: (() => void)[] = [];
  readonly #kept: string[] = [];
  readonly #lost: string[] = [];

  constructor(operations: FileOperations) {
    this.#operations = operations;
  }

  stage({ path, text }: FileChange): StagedChange {
    return this.#attempt(path, () => {
      if (text === undefined) return { path, target: path, staged: undefined };
      const target = realPath(path);
      makeFolder(dirname(target), { undo: this.#undo });
      const staged = `${target}.${randomUUID()}.tmp`;
      this.#undo.push(() => this.#operations.remove(staged));
      this.#operations.write(staged, text);
      const old = statSync(target, { throwIfNoEntry: false });
      if (old?.isFile() === true) copyAttributes(old, staged);
      return { path, target, staged };
    });
  }

  /** Copies the old file aside, where it stays until everything is done. */
  keepOld({ path, target }: StagedChange): void {
    this.#attempt(path, () => {
      if (statSync(target, { throwIfNoEntry: false }) === undefined) {
        this.#undo.push(() => this.#operations.remove(target));
        return;
      }
      const aside = `${target}.${randomUUID()}.old.tmp`;
      try {
        this.#operations.copy(target, aside);
      } catch (error) {
        this.#operations.remove(aside);
        throw error;
      }
      this.#kept.push(aside);
      this.#undo.push(() => this.#putBack(aside, target));
    });
  }

  finish({ path, target, staged }: StagedChange): void {
    this.#attempt(path, () => {
      if (staged === undefined) this.#operations.remove(target);
      else this.#operations.rename(staged, target);
    });
  }

  clean(): void {
    for (const path of this.#kept) {
      try {
        this.#operations.remove(path);
      } catch {
        // All files are replaced, and a copy that is left over is no reason to say otherwise.
      }
    }
  }

  #attempt<T>(path: string, step: () => T): T {
    try {
      return step();
    } catch (cause) {
      for (const undo of this.#undo.reverse()) undo();
      throw new FileChangeError(path, cause, this.#lost);
    }
  }

  #putBack(aside: string, target: string): void {
    try {
      this.#operations.rename(aside, target);
    } catch {
      this.#lost.push(`${target} could not be put back; its old text is in ${aside}`);
    }
  }
}

/** Returns the path itself for a dangling link, which is then replaced. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function copyAttributes(from: Stats, to: string): void {
  chmodSync(to, from.mode);
  try {
    chownSync(to, from.uid, from.gid);
  } catch {
    // Only root may give files away; for others the new file is theirs, as with any editor.
  }
}
