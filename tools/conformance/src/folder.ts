import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of what the real Argo was asked, and answered: `TIPHYS_CONFORMANCE`, or beside the repository. */
export const conformance: string =
  process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');

/** The folder of Argo's schemas and CRDs, beside it. */
export const schemas: string = join(conformance, '../schemas');

/** Whether the data is not there, as in the clone of a user. */
export const isAbsent: boolean = !existsSync(conformance) || !existsSync(schemas);

/** What to add to the title of a test over the data when it is not there. */
export const absence: string = isAbsent ? ` (skipped: there is no conformance data in ${conformance})` : '';
