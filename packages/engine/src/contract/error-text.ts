/** Returns the message of a caught value, such as `ENOSPC: no space left on device, write '/x'`. */
export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Returns the code of an error of the operating system, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Tells whether an error is that of an action that was aborted. */
export function isAborted(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || isAborted(error.cause));
}
