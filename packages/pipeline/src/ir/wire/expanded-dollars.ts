/**
 * The dollar signs of a text that Kubernetes changes: `$$` becomes `$`, and `$(NAME)` the value of a variable. Names of the variables that Argo and
 * Kubernetes add to containers are in upper case.
 */
export const EXPANDED_DOLLARS: RegExp = /\$(?=\$|\([A-Z_][A-Z0-9_]*\))/g;

/** Tells whether a text has dollar signs that Kubernetes changes. */
export function hasExpandedDollars(text: string): boolean {
  return text.search(EXPANDED_DOLLARS) >= 0;
}
