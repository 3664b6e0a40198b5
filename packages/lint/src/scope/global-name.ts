/** A tag as Argo recognizes it in a global name: without spaces, and not an expression. */
const TAG = /\{\{[-a-zA-Z0-9]+(?:\.[-a-zA-Z0-9_]+)*\}\}/;

/** Tells which global name an output has in the workflow: none, the one given, or any because it has a tag. */
export function namesGlobally(globalName: string | undefined): 'nothing' | 'itself' | 'anything' {
  if (!globalName) return 'nothing';
  return TAG.test(globalName) ? 'anything' : 'itself';
}
