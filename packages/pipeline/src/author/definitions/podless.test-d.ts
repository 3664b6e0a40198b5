import { expectTypeOf, test } from 'vitest';
import { component, file, input, jsonPath, type NoOutput, type Output } from '../../index.ts';

test('requests, objects, lists of keys and plugins', () => {
  const ping = component.http('ping', {
    inputs: { url: input<string>() },
    request: ({ inputs }) => ({ url: inputs.url, method: 'POST', timeoutSeconds: 20 }),
    success: (response) => response.statusCode < 300,
    returns: input<{ ok: boolean }>(),
  });
  const claim = component.resource('claim', {
    action: 'create',
    manifest: () => ({ apiVersion: 'v1', kind: 'ConfigMap' }),
    outputs: { uid: jsonPath('{.metadata.uid}') },
  });
  const logs = component.data('logs', { list: file.s3({ key: 'logs/' }) });
  const slack = component.plugin('slack', { call: () => ({ slack: {} }) });
  expectTypeOf(ping({ url: 'u' }).ok).toEqualTypeOf<Output<boolean>>();
  expectTypeOf(claim().uid).toEqualTypeOf<Output<string>>();
  expectTypeOf(logs()).toEqualTypeOf<Output<string[]>>();
  expectTypeOf(slack()).toEqualTypeOf<NoOutput>();
  // @ts-expect-error the URL is missing
  ping({});
  // @ts-expect-error there is no such field
  component.http('x', { request: () => ({ url: 'u', verb: 'GET' }) });
  // @ts-expect-error a number of seconds
  component.http('x', { request: () => ({ url: 'u', timeoutSeconds: '20' }) });
  // @ts-expect-error the condition is a boolean
  component.http('x', { request: () => ({ url: 'u' }), success: () => 'yes' });
  // @ts-expect-error there is no such action
  component.resource('x', { action: 'make', manifest: () => ({ apiVersion: 'v1', kind: 'Pod' }) });
  // @ts-expect-error the kind is missing
  component.resource('x', { action: 'get', manifest: () => ({ apiVersion: 'v1' }) });
  // @ts-expect-error a path is not a folder in a bucket
  component.data('x', { list: 'logs/' });
  // @ts-expect-error a request has no daemon
  ping.daemon({ url: 'u' });
});
