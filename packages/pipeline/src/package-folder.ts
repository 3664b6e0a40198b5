import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of this package, wherever this module is bundled. Its sources are published in `src`. */
export const packageFolder: string = dirname(
  createRequire(import.meta.url).resolve('@tiphys/pipeline/package.json'),
);
