export type { FileOperations } from './file-operations.ts';
export { type FileChange, FileChangeError, replaceFiles } from './replace-files.ts';
