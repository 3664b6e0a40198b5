/**
 * Tells by their names whether a node is another one, or under it: a task of a template, an item of a loop, an attempt, or a hook. Argo starts the name
 * of a node with that of the node that it belongs to.
 */
export function isUnder(name: string, ancestor: string): boolean {
  return name.startsWith(ancestor) && ['', '.', '[', '('].includes(name.charAt(ancestor.length));
}
