import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '@tiphys/signature/model';

/** The folder with all packages of Tiphys: `node_modules/@tiphys`, or `packages` in a clone. */
const packagesFolder = dirname(fileURLToPath(new URL('../../', import.meta.url)));
const frame = /^ {4}at (?:async )?(?:.*?\()?((?:file:\/\/)?[^()]+?):(\d+):(\d+)\)?$/gm;

/** Returns the topmost place of an error's stack that is in the user's own code: not in Node.js, a package, Tiphys or the folder `ignored`. */
export function findUserLocation(error: unknown, ignored?: string): SourceLocation | undefined {
  for (const [, path = '', line, column] of stackOf(error).matchAll(frame)) {
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
  // The tests beside the sources use the package like anybody.
  return (part === 'src' || part === 'dist') && !file.endsWith('.test.ts');
}

/** User code may make the stack of an error anything, or throw when it is read. */
function stackOf(error: unknown): string {
  try {
    const stack = error instanceof Error ? error.stack : undefined;
    return typeof stack === 'string' ? stack : '';
  } catch {
    return '';
  }
}
