import { gzipSync } from 'node:zlib';
import { escapeJson } from '@tiphys/go';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { defaultLimits } from '../../contract/limits.ts';

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

const LIMIT = defaultLimits.workflowBytes;

/** Share of the limit from which a workflow counts as large. */
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
  const compressedBytes = storedSize(workflow, 0);
  if (compressedBytes < LARGE_SHARE * LIMIT) return undefined;
  return { plainBytes, compressedBytes, limit: LIMIT, largest: largestOf(workflow.status?.nodes ?? {}) };
}

/**
 * Returns the size in bytes of a workflow as Argo's controller stores it: with compressed nodes if it exceeds the limit otherwise.
 *
 * It counts the texts of raw input artifacts twice. In a cluster (Argo 4.1.2), a fan-in of 40 outputs of 8 KiB took 1173127 bytes. That is what
 * four copies of the outputs take, compressed: those of the tasks, the outputs of their loop, and twice the raw input.
 */
export function storedSize(workflow: Workflow, limit: number): number {
  const { nodes = {}, ...status } = workflow.status ?? {};
  const raw = Object.values(nodes)
    .flatMap(({ inputs }) => inputs?.artifacts?.map((one) => one.raw) ?? [])
    .filter((one) => one !== undefined);
  const nodesText = goText([nodes, raw]);
  const rest = Buffer.byteLength(goText({ ...workflow, status }));
  const plain = rest + Buffer.byteLength(nodesText);
  return plain <= limit ? plain : rest + gzipSync(nodesText).toString('base64').length;
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
