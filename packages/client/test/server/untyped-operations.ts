import type { OperationTable } from '@tiphys/models/operations';
import type { ArgoServerCluster } from '../../src/index.ts';

/** The operations as a program without types has them. */
export interface UntypedOperations {
  call(name: string, request?: unknown): Promise<unknown>;
  stream(name: string, request?: unknown): AsyncIterable<unknown>;
  read(name: string, request?: unknown): AsyncIterable<unknown>;
}

/** Returns the operations of a cluster without their types. */
export function untyped(cluster: ArgoServerCluster): UntypedOperations {
  return cluster.operations as unknown as UntypedOperations;
}

/**
 * Makes an operation whose name is not known before.
 *
 * @param most after how many replies of a stream to stop
 */
export async function make(
  cluster: ArgoServerCluster,
  [name, { form }]: readonly [string, OperationTable],
  request: object,
  most = Number.POSITIVE_INFINITY,
): Promise<unknown> {
  const { call, stream, read } = untyped(cluster);
  if (form === 'json') return await call(name, request);
  const all: unknown[] = [];
  for await (const item of form === 'stream' ? stream(name, request) : read(name, request)) {
    all.push(item);
    if (all.length === most) break;
  }
  return form === 'stream' ? all : Buffer.concat(all as Uint8Array[]).toString('base64'); // what bytes are given as
}
