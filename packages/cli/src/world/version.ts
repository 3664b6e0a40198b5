import { createRequire } from 'node:module';

// The path to package.json is the same from `src` and from `dist`.
const manifest = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

/** The version of Tiphys. */
export const version: string = manifest.version;
