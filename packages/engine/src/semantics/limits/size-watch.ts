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
 * Returns the message with which Argo ends a workflow that a cluster could not store, or undefined. Measuring takes time, so it only happens when
 * the limit could have been exceeded since the last time.
 *
 * @see https://github.com/argoproj/argo-workflows/blob/main/workflow/packer/packer.go
 */
export function findSizeFault(run: RunState, event: RunEvent): string | undefined {
  const { size } = run;
  size.events += 1;
  const isDue = run.finishedAt !== undefined || isLarge(event) || size.events > run.nodeCount / 20;
  if (!isDue) return undefined;
  size.events = 0;
  let rough = 0;
  for (const { fields } of Object.values(run.nodes)) rough += NODE_BYTES + bytesOf(fields);
  // Below the threshold, the limit cannot have been exceeded.
  if (rough < size.threshold) return undefined;
  const limit = run.limits.workflowBytes;
  const stored = storedSize(workflowObject(run), limit);
  size.threshold = rough + (limit - stored) / WORST_RATIO;
  if (stored <= limit) return undefined;
  return `workflow is longer than maximum allowed size. compressed size ${stored} > maxSize ${limit}`;
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
