import { describe, expect, test } from 'vitest';
import { ClientError } from '../contract/client-error.ts';
import { serverOptions } from './server-options.ts';

describe('addresses', () => {
  test.for<readonly [given: Readonly<Record<string, string>>, server: string]>([
    [{ ARGO_SERVER: 'localhost:2746' }, 'https://localhost:2746'],
    [{ ARGO_SERVER: 'localhost:2746', ARGO_SECURE: 'true' }, 'https://localhost:2746'],
    [{ ARGO_SERVER: 'localhost:2746', ARGO_SECURE: 'false' }, 'http://localhost:2746'],
    [{ ARGO_SERVER: 'localhost:2746', ARGO_SECURE: '' }, 'https://localhost:2746'],
    [{ ARGO_SERVER: 'argo.example.org' }, 'https://argo.example.org'],
    [{ ARGO_SERVER: '[::1]:2746' }, 'https://[::1]:2746'],
    [{ ARGO_SERVER: '10.0.0.1:80', ARGO_SECURE: 'false' }, 'http://10.0.0.1'],
    [{ ARGO_SERVER: ' https://argo.example.org/ ' }, 'https://argo.example.org'],
    [{ ARGO_SERVER: 'http://argo.example.org:8080/argo/' }, 'http://argo.example.org:8080/argo'],
    [{ ARGO_SERVER: 'argo.example.org:443/argo' }, 'https://argo.example.org/argo'],
    [{ ARGO_SERVER: 'a:1', ARGO_BASE_HREF: 'argo' }, 'https://a:1/argo'],
    [{ ARGO_SERVER: 'a:1', ARGO_BASE_HREF: '/argo/' }, 'https://a:1/argo'],
    [{ ARGO_SERVER: 'a:1', ARGO_BASE_HREF: '/' }, 'https://a:1'],
    [{ ARGO_SERVER: 'a:1', ARGO_BASE_HREF: '/team/argo' }, 'https://a:1/team/argo'],
    [{ ARGO_SERVER: 'https://a:1/argo', ARGO_BASE_HREF: '/argo/' }, 'https://a:1/argo'],
  ])('%j', ([given, server]) => {
    expect(serverOptions(given).server).toBe(server);
  });
});

test('reads the other variables', () => {
  const given = {
    ARGO_SERVER: 'localhost:2746',
    ARGO_INSECURE_SKIP_VERIFY: 'true',
    ARGO_TOKEN: 'Bearer v2:abc.def',
    ARGO_NAMESPACE: 'argo',
    ARGO_INSTANCEID: 'blue',
    ARGO_HTTP1: 'false',
  };
  expect(serverOptions(given)).toEqual({
    server: 'https://localhost:2746',
    headers: { authorization: 'Bearer v2:abc.def' },
    tls: { insecureSkipVerify: true },
    namespace: 'argo',
    instanceId: 'blue',
  });
});

test('leaves out what is not set', () => {
  const given = {
    ARGO_SERVER: 'localhost:2746',
    ARGO_TOKEN: '',
    ARGO_NAMESPACE: '',
    ARGO_INSTANCEID: undefined,
  };
  expect(serverOptions(given)).toEqual({
    server: 'https://localhost:2746',
    headers: {},
    tls: { insecureSkipVerify: false },
  });
});

test.for([
  ['Basic dXNlcjpwYXNz'],
  ['bearer abc'],
  // A file with a token often ends with a line end.
  ['Bearer abc\n'],
  ['abc.def'],
  ['v2:abc\n'],
])('accepts the token %j', ([ARGO_TOKEN = '']) => {
  const { headers } = serverOptions({ ARGO_SERVER: 'a:1', ARGO_TOKEN });
  const token = ARGO_TOKEN.trim();
  expect(headers).toEqual({ authorization: token.includes(' ') ? token : `Bearer ${token}` });
});

describe('errors', () => {
  test.for<readonly [given: Readonly<Record<string, string>>, message: string]>([
    [{}, 'ARGO_SERVER is not set'],
    [{ ARGO_SERVER: ' ' }, 'ARGO_SERVER is not set'],
    [{ ARGO_SERVER: 'not an address' }, 'is not a URL'],
    [{ ARGO_SERVER: 'grpc://a:1' }, 'must start with https:// or http://, not with grpc:'],
    [{ ARGO_SERVER: 'a:1?x=y' }, 'must not have a query or a fragment'],
    [
      { ARGO_SERVER: 'http://a:1', ARGO_SECURE: 'true' },
      'ARGO_SECURE is true, but ARGO_SERVER is http://a:1',
    ],
    [
      { ARGO_SERVER: 'https://a:1', ARGO_SECURE: 'false' },
      'ARGO_SECURE is false, but ARGO_SERVER is https://a:1',
    ],
    [{ ARGO_SERVER: 'a:1', ARGO_SECURE: 'no' }, 'ARGO_SECURE must be true or false, not "no"'],
    [
      { ARGO_SERVER: 'a:1', ARGO_INSECURE_SKIP_VERIFY: '1' },
      'ARGO_INSECURE_SKIP_VERIFY must be true or false, not "1"',
    ],
    [{ ARGO_SERVER: 'a:1', ARGO_HTTP1: 'yes' }, 'ARGO_HTTP1 must be true or false, not "yes"'],
    [
      { ARGO_SERVER: 'a:1', ARGO_BASE_HREF: '/a?b' },
      'ARGO_BASE_HREF must be a path such as /argo, not "/a?b"',
    ],
    [{ ARGO_SERVER: 'a:1', ARGO_BASE_HREF: 'https://b' }, 'ARGO_BASE_HREF must be a path'],
    [
      { ARGO_SERVER: 'a:1/x', ARGO_BASE_HREF: '/y' },
      'ARGO_BASE_HREF is /y, but the path of ARGO_SERVER is /x',
    ],
    [
      { ARGO_SERVER: 'a:1', ARGO_TOKEN: 'marker-token marker-2' },
      'ARGO_TOKEN must be a token, or start with',
    ],
    [{ ARGO_SERVER: 'a:1', ARGO_TOKEN: 'Bearer ' }, 'ARGO_TOKEN holds no token'],
    [{ ARGO_SERVER: 'a:1', ARGO_TOKEN: 'Bearer marker-\ntoken' }, 'ARGO_TOKEN holds characters'],
    [{ ARGO_SERVER: 'https://user:marker-token@a:1' }, 'must not contain a user or a password'],
    [{ ARGO_SERVER: 'https://user:marker-token@a:1:2' }, 'is not a URL'],
  ])('%j', ([given, message]) => {
    const error = errorOf(() => serverOptions(given));
    expect(error.code).toBe('CLIENT_CONFIG');
    expect(error.message).toContain(message);
    expect(`${error.message}${error.stack}`).not.toContain('marker-');
  });
});

test('errors name what has set a variable', () => {
  const error = errorOf(() =>
    serverOptions({ ARGO_SERVER: 'a:1', ARGO_TOKEN: 'marker-a marker-b' }, { ARGO_TOKEN: '--token' }),
  );
  expect(error.message).toMatch(/^--token must be a token/);
});

function errorOf(call: () => unknown): ClientError {
  try {
    call();
  } catch (error) {
    if (error instanceof ClientError) return error;
    throw error;
  }
  throw new Error('no error');
}
