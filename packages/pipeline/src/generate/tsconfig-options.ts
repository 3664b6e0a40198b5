import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { readText } from './read-text.ts';

/** Compiler options that affect the types of a source or the resolution of its imports. */
const RELEVANT =
  /^(?:strict\w*|no(?:Implicit\w+|UncheckedIndexedAccess|Lib)|exactOptionalPropertyTypes|target|lib|libReplacement|types|typeRoots|module|moduleResolution|moduleSuffixes|moduleDetection|customConditions|resolve\w+|baseUrl|paths|rootDirs|preserveSymlinks|allow(?:Js|SyntheticDefaultImports|ArbitraryExtensions)|checkJs|esModuleInterop|keyofStringsOnly|useUnknownInCatchVariables|useDefineForClassFields|jsx\w*)$/;

/** Returns the nearest tsconfig.json above a file. */
export function nearestTsconfig(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const path = join(folder, 'tsconfig.json');
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * Returns the options of a tsconfig.json, and of those that it extends, that signatures depend on, as plain data for a hash.
 * Base configurations in packages are represented by their names, and invalid files by their text.
 */
export async function readTsconfigOptions(path: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  const open = [path];
  const seen = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const text = await readText(next);
    const config = text === undefined ? undefined : parse(text);
    if (config === undefined) {
      found.push(text ?? 'missing');
      continue;
    }
    const folder = dirname(next);
    const bases = [config.extends ?? []].flat().filter((base) => typeof base === 'string');
    const place = relative(dirname(path), folder).split(sep).join('/');
    found.push([place, bases, pickOptions(config.compilerOptions)]);
    for (const base of bases) if (/^[./]/.test(base)) open.push(withExtension(resolve(folder, base)));
  }
  return found;
}

interface Config {
  readonly extends?: unknown;
  readonly compilerOptions?: unknown;
}

function pickOptions(options: unknown): readonly (readonly [string, unknown])[] {
  if (typeof options !== 'object' || options === null) return [];
  return Object.entries(options)
    .filter(([name]) => RELEVANT.test(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function withExtension(path: string): string {
  return path.endsWith('.json') || existsSync(path) ? path : `${path}.json`;
}

/** Parses JSON with comments and trailing commas. */
function parse(text: string): Config | undefined {
  const plain = text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string = '') => string)
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, (_, string = '') => string);
  try {
    const value: unknown = JSON.parse(plain);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
