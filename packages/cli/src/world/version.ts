import { createRequire } from 'node:module';

// The manifest is one level above both the sources and what is built from them.
const manifest = createRequire(import.meta.url)('../../package.json') as { readonly version: string };

/** The version of Tiphys. */
export const version: string = manifest.version;
