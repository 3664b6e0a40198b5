import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type KubernetesOptions, openKubernetes } from '../../src/index.ts';

/** Never shown by any error. */
const MARKER = 'marker-token-4711';

const fixture = (name: string) => new URL(`../fixtures/${name}`, import.meta.url);
const cert = readFileSync(fixture('localhost.cert.pem'), 'utf8');
const key = readFileSync(fixture('localhost.key.pem'), 'utf8');

let seen: { readonly authorization: string | undefined; readonly hasCertificate: boolean }[] = [];
let refused = 0;
const answer = ({ headers, socket }: IncomingMessage, response: ServerResponse) => {
  const { authorization } = headers;
  const { authorized } = socket as TLSSocket; // of an HTTPS server
  seen.push({ authorization, hasCertificate: authorized });
  const status = refused-- > 0 ? 401 : 200;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify(status === 200 ? { gitVersion: 'v1.35.4' } : { message: `Unauthorized ${authorization}` }),
  );
};
const server = createServer({ cert, key, ca: cert, requestCert: true, rejectUnauthorized: false }, answer);
let port = 0;
let folder: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tiphys-access-'));
  seen = [];
  refused = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
};

interface Settings {
  readonly user?: object;
  readonly cluster?: object;
  readonly context?: object;
  readonly name?: string;
}

function configOf({ user = {}, cluster = {}, context = {}, name = 'test' }: Settings = {}): object {
  const base64 = Buffer.from(cert).toString('base64');
  const server_ = { server: `https://localhost:${port}`, 'certificate-authority-data': base64, ...cluster };
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: server_ }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name, ...context } }],
    'current-context': name,
  };
}

const writeConfig = (settings: Settings = {}, file = 'config') =>
  write(file, JSON.stringify(configOf(settings)));

async function ask(options: KubernetesOptions): Promise<string> {
  const cluster = await openKubernetes({ retries: { most: 0 }, env: {}, ...options });
  try {
    await cluster.version();
    return cluster.place;
  } finally {
    await cluster.close();
  }
}

function script(name: string, text: string): string {
  const file = write(name, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

const credential = (status: object) =>
  JSON.stringify({ apiVersion: 'client.authentication.k8s.io/v1', kind: 'ExecCredential', status });

test('a token, a token file and a name with a password are sent', async () => {
  await ask({ kubeconfig: writeConfig({ user: { token: MARKER } }) });
  write('token', `${MARKER}\n`);
  await ask({ kubeconfig: writeConfig({ user: { tokenFile: 'token' } }) });
  await ask({ kubeconfig: writeConfig({ user: { username: 'me', password: 'secret' } }) });
  await ask({ kubeconfig: writeConfig({ user: { token: 'other' } }), token: MARKER });
  const basic = `Basic ${Buffer.from('me:secret').toString('base64')}`;
  expect(seen.map(({ authorization }) => authorization)).toEqual([
    `Bearer ${MARKER}`,
    `Bearer ${MARKER}`,
    basic,
    `Bearer ${MARKER}`,
  ]);
});

test('a certificate of the client is shown, from data and from files beside the kubeconfig', async () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  await ask({
    kubeconfig: writeConfig({
      user: { 'client-certificate-data': base64(cert), 'client-key-data': base64(key) },
    }),
  });
  write('client.pem', cert);
  write('client.key', key);
  await ask({
    kubeconfig: writeConfig({ user: { 'client-certificate': 'client.pem', 'client-key': 'client.key' } }),
  });
  await ask({ kubeconfig: writeConfig() });
  expect(seen.map(({ hasCertificate }) => hasCertificate)).toEqual([true, true, false]);
});

test('a command gives the credentials, knows what it is asked for, and is asked again if they are refused', async () => {
  const command = script(
    'login',
    `echo "$KUBERNETES_EXEC_INFO" > "${folder}/info"; echo x >> "${folder}/calls"
     printf '%s' '${credential({ token: '@' })}' | sed "s/@/$PREFIX-$1-$(wc -l < "${folder}/calls" | tr -d ' ')/"`,
  );
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: './login',
    args: ['arg'],
    env: [{ name: 'PREFIX', value: 'env' }],
    provideClusterInfo: true,
    interactiveMode: 'Never',
  };
  refused = 1;
  await ask({ kubeconfig: writeConfig({ user: { exec } }) });
  expect(command).toMatch(/login$/);
  expect(seen.map(({ authorization }) => authorization)).toEqual(['Bearer env-arg-1', 'Bearer env-arg-2']);
  expect(JSON.parse(readFileSync(path.join(folder, 'info'), 'utf8'))).toMatchObject({
    kind: 'ExecCredential',
    spec: { interactive: false, cluster: { server: `https://localhost:${port}` } },
  });
});

test('without a kubeconfig, the service account of the pod is used, and its token is read again', async () => {
  write('token', MARKER);
  write('ca.crt', cert);
  write('namespace', 'team-ä\n');
  const env = { HOME: folder, KUBERNETES_SERVICE_HOST: 'localhost', KUBERNETES_SERVICE_PORT: String(port) };
  const place = await ask({ env, serviceAccountFolder: folder });
  expect(place).toContain('namespace team-ä');
  expect(seen).toMatchObject([{ authorization: `Bearer ${MARKER}` }]);
});

test('several files count together, those of HOME and KUBECONFIG are found, missing ones of KUBECONFIG are not needed', async () => {
  const context = { namespace: 'Ünïcode' };
  const first = writeConfig({ name: 'eins ☃', context }, 'first');
  const second = writeConfig({ name: 'second', user: { token: MARKER } }, 'second');
  const KUBECONFIG = [first, path.join(folder, 'none'), second].join(path.delimiter);
  expect(await ask({ env: { KUBECONFIG } })).toContain('context eins ☃, namespace Ünïcode');
  expect(await ask({ env: { KUBECONFIG }, context: 'second' })).toContain(
    'context second, namespace default',
  );
  mkdirSync(path.join(folder, '.kube'));
  writeConfig({ name: 'home' }, '.kube/config');
  expect(await ask({ env: { HOME: folder } })).toContain('context home');
});

test('a wrong certificate of the server is an error, unless it is not checked', async () => {
  const cluster = { 'certificate-authority-data': undefined };
  const kubeconfig = writeConfig({ cluster, user: { token: MARKER } });
  await expect(ask({ kubeconfig })).rejects.toMatchObject({ code: 'CLIENT_UNREACHABLE' });
  await ask({ kubeconfig, insecureSkipVerify: true });
  await ask({ kubeconfig: writeConfig({ cluster: { ...cluster, 'insecure-skip-tls-verify': true } }) });
  expect(seen).toHaveLength(2);
});

interface Odd {
  readonly title: string;
  readonly config?: (() => string) | undefined;
  readonly options?: KubernetesOptions;
  readonly code?: string;
  readonly message: RegExp;
}

test.for<Odd>([
  {
    title: 'an unknown context',
    options: { context: 'nope' },
    message: /has no context "nope"\. Its contexts: test\./,
  },
  { title: 'a missing file', options: { kubeconfig: '/nowhere/config' }, message: /there is no such file/ },
  { title: 'a folder', options: { kubeconfig: '/' }, message: /it is a folder/ },
  {
    title: 'bad YAML',
    config: () => `a: [\ntoken: ${MARKER}\n - {`,
    message: /it is not YAML: .* in line \d/,
  },
  { title: 'a list', config: () => '- a', message: /it is not a kubeconfig/ },
  { title: 'an empty file', config: () => '', message: /names no cluster/ },
  { title: 'no file at all', options: { env: { HOME: '/nowhere' } }, message: /There is no kubeconfig/ },
  {
    title: 'a variable with a file that does not exist',
    options: { env: { HOME: '/nowhere', KUBECONFIG: '/nowhere/config' } },
    message: /KUBECONFIG is \/nowhere\/config, which does not exist/,
  },
  {
    title: 'users that are not a list',
    config: () => `users: ${MARKER}\nclusters: 3`,
    message: /names no cluster/,
  },
  { title: 'two documents', config: () => 'a: 1\n---\nb: 2', message: /several documents/ },
  {
    title: 'a missing cluster',
    config: () =>
      JSON.stringify({ ...configOf(), clusters: [{ name: 'x', cluster: { server: 'https://x' } }] }),
    message: /names a cluster that is not there: test/,
  },
  {
    title: 'a missing user',
    config: () => JSON.stringify({ ...configOf(), users: [] }),
    message: /names a user that is not there: test/,
  },
  {
    title: 'no current context',
    config: () => JSON.stringify({ ...configOf(), 'current-context': '' }),
    message: /has no current context\. Choose one with --context: test/,
  },
  {
    title: 'a proxy',
    config: () => JSON.stringify(configOf({ cluster: { 'proxy-url': 'socks5://x' } })),
    message: /reached through a proxy/,
  },
  {
    title: 'a missing certificate',
    config: () =>
      JSON.stringify(configOf({ user: { 'client-certificate': 'no.pem', 'client-key': 'no.key' } })),
    message: /The file .*no\.pem, which the user test of the kubeconfig names, cannot be read: ENOENT/,
  },
  {
    title: 'a missing token file',
    config: () => JSON.stringify(configOf({ user: { tokenFile: 'none' } })),
    message: /The file .*none, .* cannot be read: ENOENT/,
  },
  {
    title: 'a command that is not installed',
    config: () =>
      JSON.stringify(
        configOf({ user: { exec: { command: 'tiphys-no-such', apiVersion: 'v1', installHint: 'Get it.' } } }),
      ),
    message: /The command tiphys-no-such for .* is not installed\. Get it\./,
  },
  {
    title: 'a command that fails',
    config: () =>
      JSON.stringify(configOf({ user: { exec: { command: script('bad', 'echo expired >&2; exit 3') } } })),
    code: 'CLIENT_UNAUTHENTICATED',
    message: /The command .*bad for .* failed: .*expired.* Log in again\./s,
  },
  {
    title: 'a command that prints its token when it fails',
    config: () => {
      const command = script(
        'leak',
        `echo "token: ${MARKER}, $AUTH_KEY, Bearer ${MARKER}, expired" >&2; exit 3`,
      );
      const env = [{ name: 'AUTH_KEY', value: `${MARKER}x` }];
      return JSON.stringify(configOf({ user: { exec: { command, env } } }));
    },
    code: 'CLIENT_UNAUTHENTICATED',
    message: /token: \*\*\*, \*\*\*, Bearer \*\*\*, expired/,
  },
  {
    title: 'a way to credentials that is not known',
    config: () =>
      JSON.stringify(configOf({ user: { 'auth-provider': { name: 'foo', config: { token: MARKER } } } })),
    message: /The user test of the kubeconfig has the auth-provider "foo", which is not supported/,
  },
  {
    title: 'a certificate that is not one',
    config: () => {
      const data = Buffer.from(MARKER).toString('base64');
      return JSON.stringify(configOf({ user: { 'client-certificate-data': data, 'client-key-data': data } }));
    },
    message: /The client certificate is not in PEM format\. Fix/,
  },
  {
    title: 'a damaged certificate',
    config: () => {
      const data = Buffer.from(cert.replace(/\n..../, '\n!!!!')).toString('base64');
      const keyData = Buffer.from(key).toString('base64');
      return JSON.stringify(
        configOf({ user: { 'client-certificate-data': data, 'client-key-data': keyData } }),
      );
    },
    message: /The client certificate and its key cannot be used: /,
  },
  {
    title: 'a token of two lines',
    config: () => JSON.stringify(configOf({ user: { token: `${MARKER}\nx` } })),
    message: /The header "authorization" has characters that cannot be sent, such as line breaks/,
  },
  {
    title: 'a command that prints something else',
    config: () => JSON.stringify(configOf({ user: { exec: { command: script('odd', `echo ${MARKER}`) } } })),
    message: /printed no credentials in JSON/,
  },
])(
  '$title is an error that says what to do, and shows no token',
  async ({ config, options, code, message }) => {
    const given = options?.kubeconfig === undefined && options?.env === undefined;
    const kubeconfig = given
      ? { kubeconfig: config === undefined ? writeConfig() : write('config', config()) }
      : {};
    const error: unknown = await ask({ ...kubeconfig, ...options }).catch((cause) => cause);
    expect(error).toMatchObject({
      name: 'ClientError',
      code: code ?? 'CLIENT_CONFIG',
      message: expect.stringMatching(message),
    });
    expect(JSON.stringify(error) + String(error)).not.toContain(MARKER);
    expect(seen).toEqual([]);
  },
);

test('a server that quotes the token does not bring it into a message', async () => {
  refused = 10;
  const kubeconfig = writeConfig({ user: { token: MARKER } });
  const error: unknown = await ask({ kubeconfig }).catch((cause) => cause);
  expect(error).toMatchObject({ code: 'CLIENT_UNAUTHENTICATED' });
  expect(JSON.stringify(error) + String(error)).not.toContain(MARKER);
});

test('the library for kubeconfigs is loaded only when a cluster is opened', () => {
  const entry = new URL('../../src/index.ts', import.meta.url).href;
  const code = `
    import { registerHooks } from 'node:module';
    const seen = [];
    registerHooks({ resolve: (name, context, next) => { seen.push(name); return next(name, context); } });
    const { openKubernetes } = await import(${JSON.stringify(entry)});
    const has = () => seen.includes('@kubernetes/client-node');
    const before = has();
    await openKubernetes({ kubeconfig: '/nowhere' }).catch(() => {});
    console.log(before, has());`;
  const args = ['--conditions=@tiphys/source', '--input-type=module', '--eval', code];
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('false true\n');
});
