import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { brotliDecompressSync } from 'node:zlib';
import type { LineTable } from './find-place.ts';
import { process } from './kept-modules.ts';
import { user } from './user-realm.ts';

/** A module in packed code. */
export interface SharedModule {
  /** Its code as CommonJS. */
  readonly code: string;
  readonly lines: LineTable;
}

/** Modules by the names under which other code requires them. */
export type SharedModules = Readonly<Record<string, SharedModule>>;

/** Reads packed modules: JSON as brotli and base64. */
export function readModules(packed: readonly string[]): SharedModules {
  const texts = packed.map((text) => brotliDecompressSync(user.Buffer.from(text, 'base64')).toString());
  return Object.assign({}, ...texts.map((text) => JSON.parse(text)));
}

/** Returns a function that loads these modules, and others from Node.js or from `node_modules` in a folder. */
export function requireFrom(modules: SharedModules, from: string = process.cwd()): (id: string) => unknown {
  const loaded = new Map<string, { readonly exports: object }>();
  const load = (id: string): unknown => {
    const shared = modules[id];
    if (shared === undefined) return createRequire(`${from}/`)(id);
    const known = loaded.get(id);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    loaded.set(id, module);
    compileFunction(shared.code, ['module', 'exports', 'require'], { filename: id })(
      module,
      module.exports,
      load,
    );
    return module.exports;
  };
  return load;
}
