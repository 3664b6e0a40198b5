import { describe, expect, test } from 'vitest';
import { compileTemplates, compileYaml } from '../../../test/compile.ts';
import { notify } from '../../../test/components.ts';
import { expectRefusal, refusalOf, unknown } from '../../../test/expect-refusal.ts';
import { component, file, forEach, input, jsonPath, output, pipeline, when } from '../../index.ts';

const text = { schema: { type: 'string' } };
const ping = component.http('ping', {
  inputs: { url: input<string>(text), title: input<string>(text), n: 3 },
  request: ({ inputs }) => ({
    url: `${inputs.url}/x`,
    method: 'POST',
    headers: [{ name: 'X-Title', value: inputs.title }],
    body: JSON.stringify({ title: inputs.title, all: `${inputs.n}: ${inputs.title}`, n: inputs.n }),
    timeoutSeconds: 20,
  }),
  success: (response) => response.statusCode < 300 && response.body !== '',
  returns: input<{ ok: boolean }>({ schema: { type: 'object' } }),
});
const claim = component.resource('claim', {
  inputs: { name: input<string>(text), n: 2 },
  action: 'create',
  owned: true,
  success: 'status.succeeded > 0',
  manifest: ({ inputs }) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { generateName: `${inputs.name}-` },
    data: { n: inputs.n, braces: '{{x}}' },
  }),
  outputs: { uid: jsonPath('{.metadata.uid}', text) },
});
const logs = component.data('logs', {
  list: file.s3({ bucket: 'b', key: 'logs/' }),
  transform: (keys) => keys.filter((key) => key.endsWith('.log')),
});
const slack = component.plugin('slack', {
  inputs: { text: input<string>(text) },
  call: ({ inputs }) => ({ slack: { text: inputs.text, retries: 2 } }),
});

test('requests, objects, lists of keys and plugins are templates of their own', async () => {
  const given = pipeline('cluster', {}, () => {
    const answer = ping({ url: 'https://example.org', title: '"{{x}}"' });
    when(
      [answer.ok],
      (ok) => ok === true,
      () => void slack({ text: claim({ name: 'x' }).uid }),
    );
    forEach(logs(), (key) => notify({ text: key }));
  });
  await expect(await compileYaml(given, ['ping', 'claim', 'logs', 'slack'])).toMatchFileSnapshot(
    '../../../test/golden/podless.yaml',
  );
});

test('containers of a set share a pod and the variables of the inputs', async () => {
  const set = component.containerSet('set', {
    inputs: { word: input<string>(text) },
    outputs: { said: output('/tmp/said', text) },
    containers: {
      first: { image: 'a', command: ({ inputs }) => ['echo', inputs.word] },
      main: { image: 'b', command: ({ outputs }) => ['say', outputs.said], after: ['first'] },
    },
    retry: 2,
    env: { A: 'x' },
  });
  const { set: template } = await compileTemplates(
    pipeline('p', {}, () => ({ said: set({ word: 'x' }).said })),
  );
  const env = [{ name: 'A', value: 'x' }, { name: 'BRACE' }, { name: 'IN_word' }];
  expect(template).toMatchObject({
    retryStrategy: { limit: '2' },
    outputs: { parameters: [{ name: 'said', valueFrom: { path: '/tmp/said' } }] },
    containerSet: {
      containers: [
        { name: 'first', image: 'a', command: ['echo', '$(IN_word)'], env },
        {
          name: 'main',
          image: 'b',
          command: ['say', '{{outputs.parameters.said.path}}'],
          dependencies: ['first'],
          env,
        },
      ],
    },
  });
});

test('settings that no container needs are kept', async () => {
  const { ping: template } = await compileTemplates(
    pipeline('p', {}, () => void ping.with({ retry: 2 })({ url: 'u', title: 't' }, { timeout: '1m' })),
  );
  expect(template).toMatchObject({ retryStrategy: { limit: '2' }, timeout: '1m' });
});

const http = component.http as unknown as (name: string, definition: unknown) => unknown;
const resource = component.resource as unknown as typeof http;
const data = component.data as unknown as typeof http;
const set = component.containerSet as unknown as typeof http;
const plugin = component.plugin as unknown as typeof http;

describe('mistakes', () => {
  test.for<{
    readonly title: string;
    readonly build: () => unknown;
    readonly says: string;
    readonly code?: string;
  }>([
    {
      title: 'an unknown field of a request',
      build: () => http('h', { request: () => ({ url: 'u', verb: 'GET' }) }),
      code: unknown,
      says: '"verb"',
    },
    {
      title: 'a condition in the request',
      build: () => http('h', { request: () => ({ url: 'u', successCondition: 'x' }) }),
      code: unknown,
      says: 'successCondition',
    },
    { title: 'no request', build: () => http('h', {}), says: 'need "request", which is missing' },
    {
      title: 'a condition that is no function',
      build: () => http('h', { request: () => ({ url: 'u' }), success: 'x' }),
      code: 'PIPELINE_NOT_A_FUNCTION',
      says: 'success must be a function',
    },
    {
      title: 'a result of unknown type',
      build: () => http('h', { request: () => ({ url: 'u' }), returns: input() }),
      code: 'PIPELINE_OUTPUT_TYPE_UNKNOWN',
      says: 'The result of h',
    },
    {
      title: 'an image for a request',
      build: () => ping({ url: 'u', title: 't' }, { image: 'a' }),
      says: 'The component ping (http) runs no container, so "image" has no effect.',
    },
    {
      title: 'an unknown action',
      build: () => resource('r', { action: 'make', manifest: () => ({}) }),
      says: '"action" of the component r must be one of get, create',
    },
    {
      title: 'a manifest without a kind',
      build: () => resource('r', { action: 'get', manifest: () => ({ apiVersion: 'v1' }) }),
      says: 'must return an object with apiVersion and kind',
    },
    {
      title: 'a list that is no bucket',
      build: () => data('d', { list: 'logs/' }),
      says: '"list" of the component d must be a constant folder in a bucket',
    },
    {
      title: 'a container that is not in the set',
      build: () => set('s', { containers: { main: { image: 'a', command: [], after: ['first'] } } }),
      says: '"containers.main.after" of the component s names "first"',
    },
    {
      title: 'outputs without a main container',
      build: () =>
        set('s', { outputs: { a: output('/a', text) }, containers: { x: { image: 'a', command: [] } } }),
      says: 'need a container with the name "main"',
    },
    {
      title: 'a call that is no object',
      build: () => plugin('p', { call: () => 'x' }),
      says: '"call" of the component p must return an object',
    },
    {
      title: 'a tag in a call',
      build: () => plugin('p', { call: () => ({ x: '{{y}}' }) }),
      says: 'has a text with "{{"',
    },
  ])('$title', async ({ build, code = 'PIPELINE_INVALID_OPTION', says }) => {
    const error = await refusalOf(() => pipeline('p', {}, () => void build()));
    expectRefusal(error, import.meta.filename, { options: {}, code, says });
  });
});
