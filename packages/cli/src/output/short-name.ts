import path from 'node:path';

/** Returns a path as messages show it: relative to the working directory, `<stdin>` for standard input. */
export function shortName(file: string, cwd: string): string {
  if (file === '-') return '<stdin>';
  return path.isAbsolute(file) ? path.relative(cwd, file) || file : file;
}
