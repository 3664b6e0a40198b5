import { type ClientCode, ClientError } from '@tiphys/client';
import type { Finding } from './finding.ts';

/** Errors that say that a way to the cluster does not show something. */
const NOT_SHOWN: ReadonlySet<ClientCode> = new Set(['CLIENT_FORBIDDEN', 'CLIENT_NOT_OFFERED']);

/** Tells whether a call failed because this way to the cluster, or this user, does not see the answer. */
export function isNotShown(error: unknown): error is ClientError {
  return error instanceof ClientError && NOT_SHOWN.has(error.code);
}

/** Returns what a check finds. An error of the cluster is a finding, too, so that other checks go on. */
export async function guarded(
  check: string,
  find: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    return [{ check, level: isNotShown(error) ? 'unknown' : 'problem', message: error.message }];
  }
}
