/**
 * Returns the display name of a node: its name without those of the boundary and the group.
 * See docs/semantics/nodes.md#display-names.
 */
export function displayName(nodeName: string, boundaryName: string | undefined): string {
  if (boundaryName === undefined) return nodeName;
  const rest = nodeName.startsWith(boundaryName) ? nodeName.slice(boundaryName.length) : nodeName;
  return rest.replace(/^(\[\d+\])?\./, '');
}

/** Returns the name of the step or task that a node belongs to, without the brackets of loops and retries. */
export function callNameOf(nodeName: string): string {
  let end = nodeName.length;
  let opener = '';
  while (end > 0) {
    const character = nodeName[end - 1];
    if (opener !== '') {
      if (character === opener) opener = '';
    } else if (character === ')') opener = '(';
    else if (character === ']') opener = '[';
    else break;
    end -= 1;
  }
  const name = nodeName.slice(0, end);
  return name.slice(name.lastIndexOf('.') + 1);
}
