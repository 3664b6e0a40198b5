import { gzipSync } from 'node:zlib';
import { escapeJson } from '@tiphys/go';
import type { NodeStatus, Workflow } from '@tiphys/models';

/** How large a workflow is for Argo's controller. */
export interface WorkflowSize {
  /** Bytes of the object as it is. */
  readonly plainBytes: number;
  /** Bytes of the object with its nodes compressed, as the controller stores it when the plain form is over the limit. */
  readonly compressedBytes: number;
  /** Bytes that the controller stores. A larger workflow ends with phase Error, unless a database holds its nodes. */
  readonly limit: number;
  /** The nodes with the largest inputs and outputs, largest first. */
  readonly largest: readonly NodeSize[];
}

/** What the values of a node take. */
export interface NodeSize {
  readonly name: string;
  readonly inputBytes: number;
  readonly outputBytes: number;
}

/** The controller's default; `MAX_WORKFLOW_SIZE` changes it there. */
const limit = 1_048_576;

/**
 * Share of the limit from which a workflow counts as large. A cluster stores more than a run here: the owners of fields, and states in
 * between. A fan-in of 40 outputs of 8 KiB took 868 KiB here and 1146 KiB there.
 */
const largeShare = 0.75;

/** Most nodes that are named. */
const mostNamed = 5;

/**
 * Returns the size of a workflow with its status when Argo's controller may refuse to store it, and undefined while it is far from the
 * limit.
 *
 * @see https://github.com/argoproj/argo-workflows/blob/main/workflow/packer/packer.go
 * @see https://argo-workflows.readthedocs.io/en/latest/offloading-large-workflows/
 * @example
 * ```ts
 * import { workflow } from '@tiphys/workflow';
 *
 * const hello = workflow({
 *   metadata: { name: 'hello' },
 *   spec: { entrypoint: 'main', templates: [{ name: 'main', suspend: {} }] },
 * });
 * findLargeSize(hello); // => undefined
 * ```
 */
export function findLargeSize(workflow: Workflow): WorkflowSize | undefined {
  const plainBytes = Buffer.byteLength(goText(workflow));
  if (plainBytes < largeShare * limit) return undefined;
  const { nodes = {}, ...status } = workflow.status ?? {};
  const compressedNodes = gzipSync(goText(nodes)).toString('base64');
  const compressedBytes = Buffer.byteLength(goText({ ...workflow, status: { ...status, compressedNodes } }));
  if (compressedBytes < largeShare * limit) return undefined;
  return { plainBytes, compressedBytes, limit, largest: largestOf(nodes) };
}

/** Returns JSON of the size that Go writes: the order of the members does not matter here. */
function goText(value: unknown): string {
  return escapeJson(JSON.stringify(value));
}

function largestOf(nodes: Readonly<Record<string, NodeStatus>>): readonly NodeSize[] {
  return Object.values(nodes)
    .map(({ name, inputs, outputs }) => ({
      name,
      inputBytes: sizeOf(inputs),
      outputBytes: sizeOf(outputs),
    }))
    .toSorted((a, b) => b.inputBytes + b.outputBytes - (a.inputBytes + a.outputBytes))
    .slice(0, mostNamed);
}

function sizeOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(goText(value));
}
