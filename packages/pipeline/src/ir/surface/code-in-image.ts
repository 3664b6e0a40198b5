/** The code of functions in an image that was built from the same sources. */
export interface CodeInImage {
  readonly kind: 'codeInImage';
  readonly image: string;
  /** Folder of the package in the image: what the folder with its package.json is on this machine. */
  readonly path: string;
}

/** Tells whether a value is the place of code in an image. */
export function isCodeInImage(value: unknown): value is CodeInImage {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'codeInImage';
}
