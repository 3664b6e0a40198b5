import type { FileRef } from './wire.ts';

/** How a file that a function writes is stored. */
export interface StoredFile {
  /** `none` stores it as it is, `tar` and `zip` pack it. @default 'none' */
  readonly archive?: 'none' | 'tar' | 'zip';
  /** Its key in the artifact repository. @default chosen by Argo, and different in each run */
  readonly key?: string;
  /** How long it is kept: until the run ends, as long as its workflow, or always. @default what the artifact repository or the workflow says */
  readonly keep?: 'never' | 'with-workflow' | 'always';
}

type FileNames<T> = { [K in keyof T]-?: NonNullable<T[K]> extends FileRef ? K : never }[keyof T];

/** The options for the files of a result: of the one file, or of each by the name of its field. */
export type FilesOf<TResult> = [TResult] extends [FileRef | undefined]
  ? StoredFile
  : TResult extends object
    ? { readonly [K in FileNames<TResult>]?: StoredFile }
    : never;
