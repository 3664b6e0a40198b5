import { dirname, join } from 'node:path';
import type { ModuleFormat } from './module-names.ts';
import { readText } from './read-text.ts';

/** Returns whether a file is an ES module or CommonJS: by its suffix, else by the nearest package.json above it. */
export async function findModuleFormat(file: string): Promise<ModuleFormat> {
  if (file.endsWith('.mts')) return 'module';
  if (file.endsWith('.cts')) return 'commonjs';
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const type = await readType(join(folder, 'package.json'));
    if (type !== undefined) return type;
    if (dirname(folder) === folder) return 'module';
  }
}

async function readType(path: string): Promise<ModuleFormat | undefined> {
  try {
    const text = await readText(path);
    return text === undefined ? undefined : JSON.parse(text).type === 'module' ? 'module' : 'commonjs';
  } catch {
    // One that cannot be read: the next one above decides.
    return undefined;
  }
}
