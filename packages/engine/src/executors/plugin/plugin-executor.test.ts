import { expect, test } from 'vitest';
import { podRequest } from '../../../test/executor-bench.ts';
import { readBody, startServer } from '../../../test/loopback-server.ts';
import type { PodNotice, PodResult } from '../../contract/executor.ts';
import { createPluginExecutor } from './plugin-executor.ts';

const template = { name: 'p', plugin: { hello: { a: 1 } } };

interface PluginTest {
  /** The answers of the plugin, in order; the last one repeats. A text is a status with a body. */
  readonly answers: readonly (object | { readonly status: number; readonly text: string })[];
}

interface PluginEnd {
  readonly result: PodResult;
  readonly notices: readonly PodNotice[];
  readonly calls: readonly { readonly url: string; readonly token: string; readonly body: unknown }[];
  /** The times that were waited for, in milliseconds. */
  readonly waits: readonly number[];
}

async function runPlugin({ answers }: PluginTest): Promise<PluginEnd> {
  const calls: { url: string; token: string; body: unknown }[] = [];
  await using server = await startServer(async (request, response) => {
    const body: unknown = JSON.parse(await readBody(request));
    const answer = answers[Math.min(calls.length, answers.length - 1)] ?? {};
    calls.push({ url: request.url ?? '', token: request.headers.authorization ?? '', body });
    if ('status' in answer && 'text' in answer)
      response.writeHead(Number(answer.status)).end(String(answer.text));
    else response.end(JSON.stringify(answer));
  });
  const waits: number[] = [];
  const clock = {
    now: () => 1000,
    callAt: (time: number, callback: () => void) => {
      waits.push(time - 1000);
      const timer = setImmediate(callback);
      return () => clearImmediate(timer);
    },
  };
  const executor = createPluginExecutor({ plugins: { hello: { url: server.url, token: 't' } }, clock });
  const notices: PodNotice[] = [];
  const request = podRequest(template, { workflowUid: 'u', namespace: 'n' });
  const result = await executor.start(request, (notice) => notices.push(notice)).done;
  return { result, notices, calls, waits };
}

test('calls the plugin as the agent does, and takes over what it answers', async () => {
  const outputs = { parameters: [{ name: 'x', value: '1' }], artifacts: [{ name: 'f' }], result: 'r' };
  const node = { phase: 'Succeeded', message: 'hello', outputs };
  const { result, calls } = await runPlugin({ answers: [{ node }] });
  expect(result).toEqual({ phase: 'Succeeded', message: 'hello', ...outputs });
  expect(calls).toEqual([
    {
      url: '/api/v1/template.execute',
      token: 'Bearer t',
      body: {
        workflow: { metadata: { name: 'wf', namespace: 'n', uid: 'u' } },
        template: { ...template, inputs: {}, outputs: {}, metadata: {} },
      },
    },
  ]);
});

test('calls again after the time that the plugin asks for, until the node has ended', async () => {
  const { result, notices, waits } = await runPlugin({
    answers: [
      { node: { phase: 'Pending' }, requeue: '1m30s' },
      { node: { phase: 'Running', progress: '1/2' }, requeue: '2s' },
      { node: { phase: 'Failed', message: 'no' }, requeue: '2s' },
    ],
  });
  expect(result).toMatchObject({ phase: 'Failed', message: 'no' });
  expect(waits).toEqual([90_000, 2000]);
  expect(notices).toEqual([{ kind: 'running' }, { kind: 'progress', progress: '1/2' }]);
});

test('tries again while the plugin is not ready', async () => {
  const { result, waits } = await runPlugin({
    answers: [{ status: 503, text: 'soon' }, { status: 503, text: 'soon' }, { node: { phase: 'Succeeded' } }],
  });
  expect(result.phase).toBe('Succeeded');
  expect(waits).toEqual([1000, 2000]);
});

test.for([
  { answer: {}, phase: 'Failed', message: 'no plugin executed the template' },
  { answer: { status: 404, text: '' }, phase: 'Failed', message: 'no plugin executed the template' },
  { answer: { status: 500, text: 'broken' }, phase: 'Failed', message: '500 Internal Server Error: broken' },
  { answer: { status: 503, text: 'busy' }, phase: 'Failed', message: 'busy' },
  { answer: { status: 200, text: '' }, phase: 'Failed', message: 'EOF' },
  {
    answer: { status: 200, text: '[]' },
    phase: 'Failed',
    message: 'json: cannot unmarshal array into Go value of type executor.ExecuteTemplateReply',
  },
  {
    answer: { node: { phase: 'Running' }, requeue: 5 },
    phase: 'Failed',
    message: 'json: cannot unmarshal number into Go value of type string',
  },
  {
    answer: { node: { phase: 'Running' } },
    phase: 'Error',
    message:
      'the plugin "hello" answered with phase "Running" and without requeue, so that Argo would wait forever; it must set requeue or end the node',
  },
  {
    answer: { node: { phase: 'Done' } },
    phase: 'Error',
    message:
      'the plugin "hello" answered with phase "Done"; local runs know Pending, Running, Succeeded, Failed and Error',
  },
])('the answer $answer makes the node $phase: $message', async ({ answer, phase, message }) => {
  const { result } = await runPlugin({ answers: [answer] });
  expect(result).toMatchObject({ phase, message });
});

test('a plugin that does not listen fails after five attempts', async () => {
  const waits: number[] = [];
  const clock = {
    now: () => 0,
    callAt: (time: number, callback: () => void) => {
      waits.push(time);
      setImmediate(callback);
      return () => {};
    },
  };
  const plugins = { hello: { url: 'http://127.0.0.1:1' } };
  const result = await createPluginExecutor({ plugins, clock }).start(podRequest(template)).done;
  expect(result.message).toBe(
    'Post "http://127.0.0.1:1/api/v1/template.execute": dial tcp 127.0.0.1:1: connect: connection refused',
  );
  expect(waits).toEqual([1000, 2000, 4000, 8000]);
});

test.for([
  {
    plugin: { hello: {} },
    want: 'Template "p" uses the plugin "hello", whose address is not known. Start the plugin and add --plugin hello=http://127.0.0.1:PORT.',
  },
  {
    plugin: { a: {}, b: {} },
    want: 'Template "p" must name one plugin, but it names 2. Write plugin: {NAME: {...}}.',
  },
])('$plugin is refused before the run', ({ plugin, want }) => {
  const executor = createPluginExecutor();
  expect(executor.findUnsupported(podRequest({ name: 'p', plugin }).template)).toEqual({
    code: 'ENGINE_PLUGIN_ADDRESS',
    message: want,
  });
});
