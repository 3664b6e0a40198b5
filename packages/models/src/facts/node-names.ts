const encoder = new TextEncoder();

/** Returns the 32-bit FNV-1a hash of the UTF-8 bytes of a text, in decimal. */
function hashText(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of encoder.encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return String(hash >>> 0);
}

/**
 * Returns the id of a node: the name of the workflow for the root, otherwise `<workflow>-<hash>`.
 * See docs/semantics/nodes.md#node-ids.
 *
 * @example
 * ```ts
 * nodeId('hello', 'hello[0].a'); // => hello-2217536542
 * ```
 */
export function nodeId(workflowName: string, nodeName: string): string {
  return nodeName === workflowName ? workflowName : `${workflowName}-${hashText(nodeName)}`;
}

const LONGEST_PREFIX = 242;

/**
 * Returns the name of a node's pod in Argo's naming scheme v2. See docs/semantics/nodes.md#pod-names.
 *
 * @example
 * ```ts
 * podName('hello', 'hello[0].a', 'print'); // => hello-print-2217536542
 * ```
 */
export function podName(workflowName: string, nodeName: string, templateName: string | undefined): string {
  if (nodeName === workflowName) return workflowName;
  const prefix = templateName ? `${workflowName}-${templateName}` : workflowName;
  return `${prefix.slice(0, LONGEST_PREFIX)}-${hashText(nodeName)}`;
}
