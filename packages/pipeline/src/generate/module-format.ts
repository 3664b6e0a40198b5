import { dirname, join } from 'node:path';
import type { ModuleFormat } from './print/module-names.ts';
import { readText } from './read-text.ts';

/** Returns whether a file is an ES module or CommonJS, from its extension or the nearest package.json. */
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
    // If it cannot be read, the next package.json above decides.
    return undefined;
  }
}
