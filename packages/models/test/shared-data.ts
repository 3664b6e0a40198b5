import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the conformance data is, if it is there. */
export const conformance: string =
  process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');

/** Where the CRDs of Argo are, beside the conformance data. */
export const schemas: string = join(conformance, '../schemas');

/** Whether the data is not there. */
export const absent: boolean = !existsSync(conformance) || !existsSync(schemas);

/** What to add to the title of tests over the data, when it is not there. */
export const absence: string = absent ? ' (skipped: the conformance data is absent)' : '';
