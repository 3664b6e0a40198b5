import { expect, test } from 'vitest';
import { assertAllowedHost, findHostProblem, isAllowedHost } from './allowed-hosts.ts';

test.for([
  { host: 'localhost', allowed: [], want: true },
  { host: 'LocalHost:8080', allowed: [], want: true },
  { host: '127.0.0.1:18999', allowed: [], want: true },
  { host: '127.8.8.8', allowed: [], want: true },
  { host: '[::1]:80', allowed: [], want: true },
  { host: '127.0.0.1.example.com', allowed: [], want: false },
  { host: '127.1', allowed: [], want: false },
  { host: '0.0.0.0', allowed: [], want: false },
  { host: '10.0.0.1', allowed: [], want: false },
  { host: '[::ffff:127.0.0.1]', allowed: [], want: false },
  { host: 'example.com', allowed: ['example.com'], want: true },
  { host: 'EXAMPLE.com.:443', allowed: ['Example.com'], want: true },
  { host: 'a.example.com', allowed: ['example.com'], want: false },
  { host: 'a.example.com', allowed: ['*.example.com'], want: true },
  { host: 'example.com', allowed: ['*.example.com'], want: false },
  { host: 'badexample.com', allowed: ['*.example.com'], want: false },
  { host: 'example.com:8080', allowed: ['example.com:8080'], want: true },
  { host: 'example.com:8081', allowed: ['example.com:8080'], want: false },
  { host: '[fe80::1]:80', allowed: ['fe80::1'], want: true },
  { host: 'anything', allowed: ['*'], want: true },
])('$host is allowed by $allowed: $want', ({ host, allowed, want }) => {
  expect(isAllowedHost(host, allowed)).toBe(want);
});

const MESSAGE =
  'Template "h" calls example.com:81, but a local run may call only this machine and the hosts that you allow. Add --allow-host example.com to allow it.';

test.for([
  { url: 'http://example.com:81/x', want: MESSAGE },
  { url: 'HTTPS://u:p@example.com:81?x', want: MESSAGE },
  { url: 'http://example.com:81/{{inputs.parameters.x}}', want: MESSAGE },
  { url: 'http://127.0.0.1/', want: undefined },
  { url: 'http://{{inputs.parameters.host}}/x', want: undefined },
  { url: 'http://{{=a/b}}.example.com/x', want: undefined },
  { url: '{{inputs.parameters.url}}', want: undefined },
  { url: 'http://a b/', want: undefined },
  { url: 'example.com', want: undefined },
])('finds before the run what is wrong with $url', ({ url, want }) => {
  expect(findHostProblem(url, [], 'Template "h"')).toBe(want);
});

test('a host that is not allowed is an error with a code', () => {
  expect(() => assertAllowedHost('example.com:81', [], 'Template "h"')).toThrow(
    expect.objectContaining({ code: 'ENGINE_HOST_NOT_ALLOWED', message: MESSAGE }),
  );
});
