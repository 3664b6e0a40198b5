import { OperationError } from '@tiphys/operations';
import { ClientError } from '../contract/client-error.ts';

/** What Argo says of a suspended node that is to go on, and has an output without a value. Its message does not name the node. */
const MISSING = /output parameter '.*' has not been set and does not have a default value/;

/** Tells whether suspended nodes could not go on, since one of them waits for a value. */
export function isValueMissing(error: unknown): boolean {
  return (
    (error instanceof OperationError && MISSING.test(error.message)) ||
    (error instanceof ClientError && MISSING.test(error.serverMessage ?? ''))
  );
}
