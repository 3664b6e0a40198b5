import { type ArgoServer, startArgoServer } from '@tiphys/tools-cluster';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ArgoServerCluster, openArgoServer } from '../../src/index.ts';

let server: ArgoServer;
const authorization = 'Bearer marker';

beforeAll(async () => {
  server = await startArgoServer({ authorization });
});
afterAll(async () => {
  await server.close();
});

const namespace = 'default';
const workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'held', labels: { team: 'red' } },
  spec: {
    entrypoint: 'main',
    templates: [
      {
        name: 'main',
        steps: [[{ name: 'wait', template: 'wait' }], [{ name: 'say', template: 'say' }]],
      },
      { name: 'wait', suspend: {} },
      { name: 'say', container: { image: 'busybox', command: ['echo', 'hello'] } },
    ],
  },
} as const;

test.for(['events', 'lines'] as const)('operations drive a run, with streams as %s', async (streams) => {
  const cluster = openArgoServer({ server: server.url, headers: { authorization }, streams });
  const { call, stream } = cluster.operations;
  const run = { namespace, name: `held-${streams}` };
  const created = await call('WorkflowService_CreateWorkflow', {
    namespace,
    body: { workflow: { ...workflow, metadata: { ...workflow.metadata, name: run.name } } },
  });
  expect(created.metadata?.uid).toEqual(expect.any(String));
  const phase = await lastPhase(cluster, run.name, async () => {
    await call('WorkflowService_ResumeWorkflow', { ...run, body: run });
  });
  expect(phase).toBe('Succeeded');
  const texts: unknown[] = [];
  const query = { 'logOptions.container': 'main', 'logOptions.follow': true };
  for await (const { content } of stream('WorkflowService_WorkflowLogs', { ...run, query }))
    texts.push(content);
  expect(texts).toEqual(['hello']);
  await call('WorkflowService_DeleteWorkflow', run);
  await expect(call('WorkflowService_GetWorkflow', run)).rejects.toMatchObject({ code: 'CLIENT_NOT_FOUND' });
  await cluster.close();
});

/** Watches a run until it ends. Calls `proceed` once when it waits. */
async function lastPhase(
  { operations }: ArgoServerCluster,
  name: string,
  proceed: () => Promise<void>,
): Promise<unknown> {
  const end = AbortSignal.timeout(30_000);
  const query = { 'listOptions.fieldSelector': `metadata.name=${name}` };
  let isWaiting = true;
  for await (const { object } of operations.stream(
    'WorkflowService_WatchWorkflows',
    { namespace, query },
    { signal: end },
  )) {
    const { phase, nodes } = object?.status ?? {};
    if (phase === 'Succeeded' || phase === 'Failed' || phase === 'Error') return phase;
    const waits = Object.values(nodes ?? {}).some(
      (node) => node.type === 'Suspend' && node.phase === 'Running',
    );
    if (waits && isWaiting) {
      isWaiting = false;
      await proceed();
    }
  }
  return 'no end';
}
