import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/memory-cluster.ts';
import { deliver } from './deliver.ts';

const workflow = { metadata: { generateName: 'a-' }, spec: {} };

test.for([
  [
    workflow,
    [{ kind: 'ConfigMap' }],
    'The ConfigMap at index 0 of the objects has no metadata.name. Add it.',
  ],
  [workflow, [{ kind: 'ConfigMap', metadata: {} }], 'has no metadata.name'],
  [workflow, [{ metadata: { name: 'a' } }], 'The object at index 0 of the objects has no kind. Add it.'],
  [workflow, [null], 'has no kind'],
  [{}, [], 'A workflow is an object with metadata and spec'],
] as const)('%j with %j is refused before anything is sent', async ([given, objects, message]) => {
  const { cluster } = memoryCluster();
  // As a caller without types has them.
  await expect(deliver(cluster, given as never, objects as never)).rejects.toMatchObject({
    code: 'CLIENT_ARGUMENT',
    message: expect.stringContaining(message),
  });
});
