import type { Workflow } from '@tiphys/models';
import type { requests } from '@tiphys/models/operations';
import type { Operations as OlderOperations } from '@tiphys/models/v3.7/operations';
import { expectTypeOf, test } from 'vitest';
import {
  type ArgoServerCluster,
  type Cluster,
  type KubernetesCluster,
  openArgoServer,
  type ServerOperations,
} from '../index.ts';

declare const operations: ServerOperations;
declare const workflow: Workflow;

const run = { namespace: 'ci', name: 'hello' };

test('an operation takes its parameters and its body, and gives its reply', async () => {
  const { metadata } = await operations.call('WorkflowService_SuspendWorkflow', { ...run, body: run });
  expectTypeOf(metadata?.name).toEqualTypeOf<string | null | undefined>();
  const { items } = await operations.call('WorkflowService_ListWorkflows', {
    namespace: 'ci',
    query: { 'listOptions.limit': 10, fields: 'items.metadata.name' },
  });
  expectTypeOf(items?.[0]?.status?.phase).toEqualTypeOf<string | null | undefined>();
  void operations.call('WorkflowService_CreateWorkflow', { namespace: 'ci', body: { workflow } });
  void operations.call('EventService_ReceiveEvent', { namespace: 'ci', discriminator: 'push', body: [1] });
  void operations.call('InfoService_GetVersion');
  void operations.call('InfoService_GetVersion', {}, { signal: AbortSignal.timeout(1000) });
  expectTypeOf<requests.WorkflowSuspendRequest>().toEqualTypeOf<{
    readonly name?: string | undefined;
    readonly namespace?: string | undefined;
  }>();
});

test('a stream gives its events, and an artifact its bytes', async () => {
  for await (const { type, object } of operations.stream('WorkflowService_WatchWorkflows', {
    namespace: 'ci',
  })) {
    expectTypeOf(type).toEqualTypeOf<string | null | undefined>();
    expectTypeOf(object?.status?.progress).toEqualTypeOf<string | null | undefined>();
  }
  for await (const { content } of operations.stream('WorkflowService_WorkflowLogs', {
    ...run,
    query: { 'logOptions.follow': true, 'logOptions.tailLines': 5 },
  }))
    expectTypeOf(content).toEqualTypeOf<string | null | undefined>();
  const file = { ...run, nodeId: 'hello', artifactName: 'report' };
  for await (const bytes of operations.read('ArtifactService_GetOutputArtifact', file))
    expectTypeOf(bytes).toEqualTypeOf<Uint8Array>();
});

test('other operations, parameters and bodies are refused', () => {
  // @ts-expect-error: there is no such operation
  void operations.call('WorkflowService_Nonsense', run);
  // @ts-expect-error: this is a stream
  void operations.call('WorkflowService_WatchWorkflows', { namespace: 'ci' });
  // @ts-expect-error: this is no stream
  void operations.stream('WorkflowService_GetWorkflow', run);
  // @ts-expect-error: this has bytes
  void operations.call('ArtifactService_GetOutputArtifact', { ...run, nodeId: 'n', artifactName: 'a' });
  // @ts-expect-error: the name is missing
  void operations.call('WorkflowService_GetWorkflow', { namespace: 'ci' });
  // @ts-expect-error: the parameters are missing
  void operations.call('WorkflowService_GetWorkflow');
  // @ts-expect-error: the body is missing
  void operations.call('WorkflowService_StopWorkflow', run);
  // @ts-expect-error: the path has no such parameter
  void operations.call('WorkflowService_GetWorkflow', { ...run, nodeId: 'n' });
  // @ts-expect-error: there is no such parameter of the query
  void operations.call('WorkflowService_GetWorkflow', { ...run, query: { field: 'metadata' } });
  const query = { 'listOptions.limit': true };
  // @ts-expect-error: the parameter is a number or text
  void operations.call('WorkflowService_ListWorkflows', { namespace: 'ci', query });
  // @ts-expect-error: there is no such field
  void operations.call('WorkflowService_StopWorkflow', { ...run, body: { reason: 'none' } });
  // @ts-expect-error: there is no such kind of limit
  void operations.call('SyncService_GetSyncLimit', { namespace: 'ci', key: 'k', query: { type: 'FILE' } });
  // @ts-expect-error: this has no parameters
  void operations.call('InfoService_GetVersion', { namespace: 'ci' });
  // @ts-expect-error: a path with this word is refused by the server
  void operations.read('ArtifactService_GetArtifactFile', { ...artifactFile, idDiscriminator: 'workflow' });
});

const artifactFile = {
  namespace: 'ci',
  id: 'hello',
  nodeId: 'hello',
  artifactDiscriminator: 'outputs',
  artifactName: 'report',
} as const;

test('only the Argo Server has operations, and both ways take any request', () => {
  expectTypeOf<ArgoServerCluster>().toHaveProperty('operations');
  expectTypeOf<KubernetesCluster>().not.toHaveProperty('operations');
  expectTypeOf<Cluster>().toHaveProperty('request');
  const { request } = {} as Cluster;
  void request({ method: 'GET', path: '/version' });
  void request({ method: 'POST', path: '/x', text: '{', headers: { 'Content-Type': 'text/plain' } });
  // @ts-expect-error: there is no such method
  void request({ method: 'FETCH', path: '/version' });
  // @ts-expect-error a body or a text
  void request({ method: 'POST', path: '/x', body: {}, text: '{}' });
  // @ts-expect-error: a reply has no such field
  void request({ method: 'GET', path: '/version' }).then(({ body }) => body);
});

test('an older server has the operations of its version', async () => {
  const { operations: older } = openArgoServer<OlderOperations>({ server: 'http://localhost' });
  const { spec } = await older.call('WorkflowService_GetWorkflow', run);
  expectTypeOf(spec?.entrypoint).toEqualTypeOf<string | null | undefined>();
  // @ts-expect-error: 3.7 has no limits that can be changed
  void older.call('SyncService_GetSyncLimit', { namespace: 'ci', key: 'k' });
  expectTypeOf(openArgoServer).returns.toExtend<Cluster>();
});
