import type { Workflow } from '@tiphys/models';
import type { NodeFields } from '../../state/node/node-status.ts';
import type { RunEvent } from '../../state/run-event.ts';
import type { RunState } from '../../state/run-state.ts';
import { workflowObject } from '../status/workflow-status.ts';
import { storedSize } from './workflow-size.ts';

/** Rough size of a node without its values, in bytes of JSON. */
const NODE_BYTES = 700;

/** Size of an output, in bytes, after which the sizes are added up at once. */
const LARGE_OUTPUT = 32_768;

/** Bytes of the stored object for each rough byte, at most: characters that JSON escapes, and base64. */
const WORST_RATIO = 2;

/**
 * Watches the size of the workflow with its status, because a cluster cannot store it beyond a limit. Measuring takes time, so it only happens when
 * the limit could have been exceeded since the last time.
 *
 * @see https://github.com/argoproj/argo-workflows/blob/main/workflow/packer/packer.go
 */
export class SizeWatch {
  readonly #limit: number;
  #events = 0;
  /** Rough bytes of all nodes above which the compressed size has to be measured. */
  #threshold = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Returns the message with which Argo ends a workflow that is too large, or undefined. */
  findFault(run: RunState, event: RunEvent): string | undefined {
    this.#events += 1;
    const isDue = run.finishedAt !== undefined || isLarge(event) || this.#events > run.nodes.size / 20;
    if (!isDue) return undefined;
    this.#events = 0;
    let rough = 0;
    for (const { fields } of run.nodes.values()) rough += NODE_BYTES + bytesOf(fields);
    if (rough < this.#threshold) return undefined;
    // The engine's type of a workflow is a view of the same object.
    const size = storedSize(workflowObject(run) as unknown as Workflow, this.#limit);
    this.#threshold = rough + (this.#limit - size) / WORST_RATIO;
    if (size <= this.#limit) return undefined;
    return `workflow is longer than maximum allowed size. compressed size ${size} > maxSize ${this.#limit}`;
  }
}

function isLarge(event: RunEvent): boolean {
  if (event.kind !== 'podFinished') return event.kind === 'resume';
  const { parameters, result = '' } = event.result;
  return parameters.reduce((total, { value }) => total + lengthOf(value), result.length) > LARGE_OUTPUT;
}

/** Returns the length of all values of a node. Raw inputs count twice: see {@link storedSize}. */
function bytesOf({ inputs, outputs }: NodeFields): number {
  let bytes = outputs?.result?.length ?? 0;
  for (const { value } of inputs?.parameters ?? []) bytes += lengthOf(value);
  for (const { value } of outputs?.parameters ?? []) bytes += lengthOf(value);
  for (const { raw } of inputs?.artifacts ?? [])
    bytes += 2 * lengthOf((raw as { readonly data?: unknown } | undefined)?.data);
  return bytes;
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0;
}
