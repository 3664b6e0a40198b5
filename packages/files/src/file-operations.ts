import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** The steps by which files are replaced; tests make some of them fail. */
export interface FileOperations {
  readonly write: (path: string, text: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly copy: (from: string, to: string) => void;
  /** Deletes a file, if there is one. */
  readonly remove: (path: string) => void;
}

/** The operations of this machine; a written text is on the disk when `write` returns. */
export const nodeOperations: FileOperations = {
  write: (path, text) => writeFileSync(path, text, { flush: true }),
  rename: renameSync,
  copy: copyFileSync,
  remove: (path) => rmSync(path, { force: true }),
};
