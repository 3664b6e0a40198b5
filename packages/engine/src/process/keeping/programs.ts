import type { Stats } from 'node:fs';
import path from 'node:path';

/** The file of a program, or the message of Go's `exec.LookPath`. */
export type ProgramLookup = { readonly file: string } | { readonly problem: string };

/** Options of {@link lookUpProgram}. */
export interface ProgramLookupOptions {
  /** Value of `PATH`. */
  readonly searchPath: string;
  /** Returns the stats of a path of the pod, following links. */
  readonly statOf: (podPath: string) => Stats | undefined;
}

/** Finds the file of a program, as Argo's executor does before it starts the command of a container. */
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

function problemOf({ statOf }: ProgramLookupOptions, podPath: string): string | undefined {
  const found = tryStat(statOf, podPath);
  if (found === 'forbidden') return `stat ${podPath}: permission denied`;
  if (found === undefined) return `stat ${podPath}: no such file or directory`;
  if (found.isDirectory()) return 'is a directory';
  return (found.mode & 0o111) === 0 ? 'permission denied' : undefined;
}

/** Returns undefined on errors: `PATH` may contain folders without permission, and broken links. */
function tryStat(statOf: ProgramLookupOptions['statOf'], podPath: string): Stats | 'forbidden' | undefined {
  try {
    return statOf(podPath);
  } catch {
    return 'forbidden';
  }
}
