import { expectTypeOf, test } from 'vitest';
import type { ArgoServerCluster, Cluster, KubernetesCluster } from '../index.ts';

declare const cluster: Cluster;
declare const objects: KubernetesCluster['objects'];

test('fields are either chosen or left out', () => {
  void cluster.runs.list({}, { fields: { only: ['metadata.name'] } });
  void cluster.runs.get('run', { fields: { without: ['status.nodes'] } });
  // @ts-expect-error: both at once would have no clear meaning
  void cluster.runs.list({}, { fields: { only: ['metadata.name'], without: ['status.nodes'] } });
});

test('what only one way offers is known by its type', () => {
  expectTypeOf<KubernetesCluster>().toHaveProperty('objects');
  expectTypeOf<Cluster>().not.toHaveProperty('objects');
  expectTypeOf<ArgoServerCluster>().not.toHaveProperty('objects');
});

test('patches are of the types that the API server reads', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', name: 'p' };
  void objects.patch(pod, [{ op: 'remove', path: '/metadata/labels/team' }]);
  void objects.patch(pod, { metadata: { labels: { team: null } } }, { type: 'strategic' });
  // @ts-expect-error: there is no such patch
  void objects.patch(pod, {}, { type: 'other' });
});

test('a run is started from kinds that can be started', () => {
  // @ts-expect-error: a pod starts no workflow
  void cluster.runs.submitFrom({ kind: 'Pod', name: 'p' });
});
