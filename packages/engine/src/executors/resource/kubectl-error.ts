/** Thrown with the message of kubectl if an action fails. It becomes the message of the node. @internal */
export class KubectlError extends Error {
  /** Why the API server refused, such as `NotFound`. */
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.name = 'KubectlError';
    this.reason = reason;
  }
}

/** Returns the error for an answer of the API server that has a reason. */
export function serverError(reason: string, message: string): KubectlError {
  return new KubectlError(reason, `Error from server (${reason}): ${message}`);
}
