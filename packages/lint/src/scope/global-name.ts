/** A tag as Argo looks for it in a global name: without blanks, and not an expression. */
const TAG = /\{\{[-a-zA-Z0-9]+(?:\.[-a-zA-Z0-9_]+)*\}\}/;

/** Tells what an output with a global name is called in the workflow: nothing, that name, or anything because the name holds a tag. */
export function namesGlobally(globalName: string | undefined): 'nothing' | 'itself' | 'anything' {
  if (!globalName) return 'nothing';
  return TAG.test(globalName) ? 'anything' : 'itself';
}
