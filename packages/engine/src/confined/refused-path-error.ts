/** Thrown when a path may not be followed. @internal */
export class RefusedPathError extends Error {
  override readonly name = 'RefusedPathError';
}
