declare const largeMarker: unique symbol;
declare const fileMarker: unique symbol;

/**
 * A value that travels between tasks as an artifact, because it may be larger than a parameter (128 KiB).
 *
 * A function takes and returns the plain value; only the route changes.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/artifacts/
 */
export type Large<T> = T & { readonly [largeMarker]?: never };

/** The path of a file that another task made; the function reads it. */
export type InputFile = string & { readonly [fileMarker]?: 'input' | 'output' };

/** The path of a file that the function has written and hands on as an artifact. */
export type OutputFile = string & { readonly [fileMarker]?: 'output' };
