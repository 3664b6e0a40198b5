import path from 'node:path';
import type { FileSystem } from '../file-system.ts';

/** Where a program was found, or why not, as Go's `exec.LookPath` words it. */
export type ProgramLookup = { readonly file: string } | { readonly problem: string };

/** Options of {@link lookUpProgram}. */
export interface ProgramLookupOptions {
  readonly files: FileSystem;
  /** Value of `PATH`. */
  readonly searchPath: string;
  /** Where a path that the pod sees really lies. */
  readonly locate: (podPath: string) => string;
}

/** Finds the file of a program as Argo's executor does before it starts a container's command. */
export function lookUpProgram(name: string, options: ProgramLookupOptions): ProgramLookup {
  if (name.includes('/')) {
    const problem = problemOf(options, name);
    return problem === undefined ? { file: name } : { problem: `exec: "${name}": ${problem}` };
  }
  for (const folder of options.searchPath.split(':')) {
    const file = path.join(folder === '' ? '.' : folder, name);
    if (path.isAbsolute(file) && problemOf(options, file) === undefined) return { file };
  }
  return { problem: `exec: "${name}": executable file not found in $PATH` };
}

function problemOf(options: ProgramLookupOptions, podPath: string): string | undefined {
  const found = options.files.statSync(options.locate(podPath), { throwIfNoEntry: false });
  if (found === undefined) return `stat ${podPath}: no such file or directory`;
  if (found.isDirectory()) return 'is a directory';
  return (found.mode & 0o111) === 0 ? 'permission denied' : undefined;
}
