import type { ClientError } from '../contract/client-error.ts';

/**
 * When a request that failed may be sent again: `always` if the server has certainly not acted on it, `repeatable` if that does no harm, else
 * `never`.
 */
export type Repeat = 'always' | 'repeatable' | 'never';

/** A failed attempt of a request. */
export interface Failure {
  readonly error: ClientError;
  readonly repeat: Repeat;
  /** How long the server asks to wait, in milliseconds. */
  readonly wait?: number | undefined;
}
