import { ClientError } from '../contract/client-error.ts';

/** Tells whether an error means that an object with that name does not exist. Where nothing of the kind can exist, the message is another. */
export function isMissing(error: unknown, name: string): boolean {
  return (
    error instanceof ClientError &&
    error.status === 404 &&
    error.serverMessage?.includes(`"${name}"`) === true
  );
}
