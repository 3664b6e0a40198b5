import { OperationError } from '@tiphys/operations';
import { ClientError } from '../contract/client-error.ts';

/** What Argo says of suspended nodes that are to go on: one has an output without a value, or none matches. Its message does not say which there are. */
const ABOUT_SUSPENDED = [
  /output parameter '.*' has not been set and does not have a default value/,
  /no suspend nodes matching nodeFieldSelector/,
];

/** Tells whether suspended nodes could not go on, since one of them waits for a value, or none of them is meant. */
export function isAboutSuspended(error: unknown): boolean {
  const message =
    error instanceof OperationError
      ? error.argoMessage
      : error instanceof ClientError
        ? (error.serverMessage ?? '')
        : '';
  return ABOUT_SUSPENDED.some((pattern) => pattern.test(message));
}
