import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '@tiphys/signature/model';
import { packageFolder } from '../package-folder.ts';

/** The folder of all packages of Tiphys: `node_modules/@tiphys`, or `packages` in a clone. */
const packagesFolder = dirname(packageFolder);
const FRAME = /^ {4}at (?:async )?(?:.*?\()?((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/gm;

/** Returns the innermost location of an error in the user's code, which excludes Node.js, packages, Tiphys and the folder `ignored`. */
export function findUserLocation(error: unknown, ignored?: string): SourceLocation | undefined {
  for (const [, path = '', line, column] of stackOf(error).matchAll(FRAME)) {
    if (path.startsWith('node:')) continue;
    const file = path.startsWith('file://') ? fileURLToPath(path) : path;
    if (isOwn(file) || file.includes(`${sep}node_modules${sep}`)) continue;
    if (ignored !== undefined && file.startsWith(ignored + sep)) continue;
    return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

function isOwn(file: string): boolean {
  if (!file.startsWith(packagesFolder + sep)) return false;
  const [, part] = file.slice(packagesFolder.length + 1).split(sep);
  // The tests next to the sources are users of the package.
  return (part === 'src' || part === 'dist') && !file.endsWith('.test.ts');
}

/** Reads the stack of an error. In errors of user code, it may be anything, or throw. */
function stackOf(error: unknown): string {
  try {
    const stack = error instanceof Error ? error.stack : undefined;
    return typeof stack === 'string' ? stack : '';
  } catch {
    return '';
  }
}
