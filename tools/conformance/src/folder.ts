import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with recorded inputs and answers of the real Argo: `TIPHYS_CONFORMANCE`, or next to the repository. */
export const conformance: string =
  process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');

/** The folder with Argo's schemas and CRDs, next to it. */
export const schemas: string = join(conformance, '../schemas');

/** Whether the data is missing, as in a user's clone. */
export const isAbsent: boolean = !existsSync(conformance) || !existsSync(schemas);

/** The suffix of a test title if the data is missing. */
export const absence: string = isAbsent ? ` (skipped: there is no conformance data in ${conformance})` : '';
