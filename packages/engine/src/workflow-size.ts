import { gzipSync } from 'node:zlib';
import { escapeJson } from '@tiphys/go';
import type { NodeStatus, Workflow } from '@tiphys/models';

/** The size of a workflow for Argo's controller. */
export interface WorkflowSize {
  /** Bytes of the uncompressed object. */
  readonly plainBytes: number;
  /** Bytes of the object with compressed nodes, as the controller stores it if the uncompressed one exceeds the limit. */
  readonly compressedBytes: number;
  /** Most bytes that the controller stores. A larger workflow ends with phase Error, unless its nodes are offloaded to a database. */
  readonly limit: number;
  /** The nodes with the largest inputs and outputs, largest first. */
  readonly largest: readonly NodeSize[];
}

/** Size of the values of a node. */
export interface NodeSize {
  readonly name: string;
  readonly inputBytes: number;
  readonly outputBytes: number;
}

/** The controller's default. `MAX_WORKFLOW_SIZE` changes it. */
const LIMIT = 1_048_576;

/**
 * Share of the limit from which a workflow counts as large. A cluster stores more than a local run: managed fields and intermediate states.
 * A fan-in of 40 outputs of 8 KiB took 868 KiB locally and 1146 KiB in a cluster.
 */
const LARGE_SHARE = 0.75;

/** Most nodes to name. */
const MOST_NAMED = 5;

/**
 * Returns the size of a workflow with its status if Argo's controller may refuse to store it; undefined if it is well under the limit.
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
  if (plainBytes < LARGE_SHARE * LIMIT) return undefined;
  const { nodes = {}, ...status } = workflow.status ?? {};
  const compressedNodes = gzipSync(goText(nodes)).toString('base64');
  const compressedBytes = Buffer.byteLength(goText({ ...workflow, status: { ...status, compressedNodes } }));
  if (compressedBytes < LARGE_SHARE * LIMIT) return undefined;
  return { plainBytes, compressedBytes, limit: LIMIT, largest: largestOf(nodes) };
}

/** Returns JSON of the same size as Go's. The order of the members does not matter here. */
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
    .slice(0, MOST_NAMED);
}

function sizeOf(value: unknown): number {
  return value === undefined ? 0 : Buffer.byteLength(goText(value));
}
