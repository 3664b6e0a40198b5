export type { FileOperations } from './file-operations.ts';
export { type MakeFolderOptions, makeFolder } from './make-folder.ts';
export { type FileChange, FileChangeError, replaceFiles } from './replace-files.ts';
