import { createRequire } from 'node:module';

// By name, because this module is part of a larger file when it is published.
const manifest = createRequire(import.meta.url)('tiphys/package.json') as { readonly version: string };

/** The version of Tiphys. */
export const version: string = manifest.version;
