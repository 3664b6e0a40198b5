import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ArgoServer, startArgoServer } from './start-argo-server.ts';

let server: ArgoServer;
beforeAll(async () => {
  server = await startArgoServer();
});
afterAll(() => server.close());

const container = (script: string) => ({ image: 'busybox', command: ['sh', '-c'], args: [script] });
const workflowOf = (name: string, script: string) => ({
  metadata: { name, labels: { team: 'red' } },
  spec: { entrypoint: 'main', templates: [{ name: 'main', container: container(script) }] },
});

async function send(method: string, path: string, body?: unknown, accept = 'application/json') {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { accept },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    body: text.startsWith('{') ? JSON.parse(text.split('\n')[0] ?? '') : undefined,
  };
}

test('a submitted workflow runs, is watched and logged, and ends', async () => {
  const created = await send('POST', '/api/v1/workflows/default', {
    workflow: workflowOf('one', 'echo first; echo second'),
  });
  expect(created).toMatchObject({
    status: 200,
    body: { metadata: { name: 'one', namespace: 'default', generation: 1 } },
  });
  const logs = await send(
    'GET',
    '/api/v1/workflows/default/one/log?logOptions.container=main&logOptions.follow=true',
  );
  expect(logs.text).toBe(
    '{"result":{"content":"first","podName":"one"}}\n{"result":{"content":"second","podName":"one"}}\n',
  );
  const events = await fetch(
    `${server.url}/api/v1/workflow-events/default?listOptions.fieldSelector=metadata.name%3Done&fields=result.type,result.object.status.phase`,
    { headers: { accept: 'text/event-stream' } },
  );
  let seen = '';
  const decoder = new TextDecoder();
  for await (const chunk of events.body ?? []) {
    seen += decoder.decode(chunk);
    if (seen.includes('"Succeeded"')) break;
  }
  expect(seen).toMatch(/^data: \{"result":\{"type":"ADDED","object":\{"status":\{"phase":"\w+"/);
  expect(await send('GET', '/api/v1/workflows/default/one?fields=status.phase')).toMatchObject({
    body: { status: { phase: 'Succeeded' } },
  });
  expect(await send('GET', '/api/v1/workflows/default?fields=items.metadata.name')).toMatchObject({
    body: { items: [{ metadata: { name: 'one' } }] },
  });
  expect(await send('PUT', '/api/v1/workflows/default/one/retry', {})).toMatchObject({ status: 400 });
  expect(await send('PUT', '/api/v1/workflows/default/one/stop', {})).toMatchObject({
    status: 500,
    body: {
      code: 13,
      message: 'cannot shutdown a completed workflow: workflow: "one", namespace: "default"',
    },
  });
  expect(await send('PUT', '/api/v1/workflows/default/one/suspend', {})).toMatchObject({
    status: 400,
    body: {
      code: 3,
      message: 'timed out waiting for the condition: cannot suspend completed workflows',
    },
  });
  const again = await send('PUT', '/api/v1/workflows/default/one/resubmit', {});
  expect(again.body.metadata.name).toMatch(/^one-/);
  expect(await send('DELETE', '/api/v1/workflows/default/one')).toMatchObject({ status: 200, body: {} });
  expect(await send('DELETE', '/api/v1/workflows/default/one')).toMatchObject({
    status: 404,
    body: { code: 5, message: 'workflows.argoproj.io "one" not found' },
  });
});

test('a workflow that cannot run is refused', async () => {
  const workflow = { metadata: { name: 'bad' }, spec: { entrypoint: 'nope', templates: [] } };
  expect(await send('POST', '/api/v1/workflows/default', { workflow })).toMatchObject({
    status: 400,
    body: { code: 3 },
  });
  expect(await send('POST', '/api/v1/workflows/default', {})).toMatchObject({
    status: 400,
    body: { message: 'workflow body not specified' },
  });
});

test('names are those that Kubernetes takes', async () => {
  const create = (metadata: object): ReturnType<typeof send> =>
    send('POST', '/api/v1/workflows/default', { workflow: { ...workflowOf('x', 'true'), metadata } });
  expect(await create({ name: 'Bad_Name' })).toMatchObject({
    status: 400,
    body: {
      code: 3,
      message: expect.stringMatching(
        /^Workflow\.argoproj\.io "Bad_Name" is invalid: metadata\.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain must/,
      ),
    },
  });
  expect(await create({})).toMatchObject({
    status: 400,
    body: { message: expect.stringContaining('name or generateName is required') },
  });
});

test('resume needs a suspended node that the selector matches, and its outputs', async () => {
  const hold = {
    name: 'hold',
    suspend: {},
    outputs: { parameters: [{ name: 'a', valueFrom: { supplied: {} } }] },
  };
  const main = { name: 'main', steps: [[{ name: 'hold', template: 'hold' }]] };
  const workflow = { metadata: { name: 'held' }, spec: { entrypoint: 'main', templates: [main, hold] } };
  await send('POST', '/api/v1/workflows/default', { workflow });
  const path = '/api/v1/workflows/default/held';
  await expect.poll(async () => (await send('GET', path)).text).toContain('"Suspend"');
  const resume = (body: object): ReturnType<typeof send> => send('PUT', `${path}/resume`, body);
  expect(await resume({ nodeFieldSelector: 'displayName=nothing' })).toMatchObject({
    status: 500,
    body: {
      code: 13,
      message:
        'currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: displayName=nothing',
    },
  });
  expect(await resume({})).toMatchObject({
    status: 500,
    body: { message: expect.stringContaining("raw output parameter 'a' has not been set") },
  });
  const set = { nodeFieldSelector: 'displayName=hold', outputParameters: '{"a":"1"}' };
  expect(await send('PUT', `${path}/set`, set)).toMatchObject({ status: 200 });
  expect(await resume({ nodeFieldSelector: 'displayName=hold' })).toMatchObject({ status: 200 });
});

test('templates are stored, submitted, changed with the right version and deleted', async () => {
  const { spec } = workflowOf('x', 'echo from template');
  const template = { metadata: { name: 'tpl' }, spec };
  const path = '/api/v1/workflow-templates/default';
  const { body } = await send('POST', path, { template });
  expect(await send('POST', path, { template })).toMatchObject({ status: 409, body: { code: 6 } });
  const submission = {
    resourceKind: 'WorkflowTemplate',
    resourceName: 'tpl',
    submitOptions: { name: 'from-tpl' },
  };
  expect(await send('POST', '/api/v1/workflows/default/submit', submission)).toMatchObject({
    status: 200,
    body: { metadata: { name: 'from-tpl' }, spec: { workflowTemplateRef: { name: 'tpl' } } },
  });
  const stale = { ...body, metadata: { ...body.metadata, resourceVersion: '1' } };
  expect(await send('PUT', `${path}/tpl`, { template: stale })).toMatchObject({ status: 409 });
  expect(await send('PUT', `${path}/tpl`, { template: body })).toMatchObject({ status: 200 });
  expect(await send('DELETE', `${path}/tpl`)).toMatchObject({ status: 200 });
  expect(await send('GET', `${path}/tpl`)).toMatchObject({ status: 404 });
});

test('faults happen once, to the requests that match', async () => {
  server.faults.add({
    fault: { kind: 'status', status: 429, retryAfter: 1 },
    matches: ({ path }) => path.includes('info'),
  });
  expect(await send('GET', '/api/v1/version')).toMatchObject({ status: 200 });
  expect(await send('GET', '/api/v1/info')).toMatchObject({ status: 429 });
  expect(await send('GET', '/api/v1/info')).toMatchObject({ status: 200 });
  server.faults.add({ fault: { kind: 'cut', after: 5 } });
  await expect(send('GET', '/api/v1/version')).rejects.toThrow();
  server.faults.add({ fault: { kind: 'text', text: '<html>' } });
  expect(await send('GET', '/api/v1/version')).toMatchObject({ text: '<html>' });
});
