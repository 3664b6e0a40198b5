/** Thrown if a path must not be followed. @internal */
export class RefusedPathError extends Error {
  override readonly name = 'RefusedPathError';
}
