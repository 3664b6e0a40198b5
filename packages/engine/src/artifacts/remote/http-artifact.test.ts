import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Artifact } from '@tiphys/models';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { artifactContext } from '../../../test/artifact-bench.ts';
import { placeAt } from '../../confined/place.ts';
import { realFileSystem as files } from '../../contract/file-system.ts';
import { defaultLimits } from '../../contract/limits.ts';
import type { ArtifactContext } from '../artifact-context.ts';
import { loadArtifact } from '../load-artifact.ts';
import { saveArtifact } from '../save-artifact.ts';

let directory: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-http-'));
  target = path.join(directory, 'target');
});
afterEach(() => rmSync(directory, { recursive: true }));

let server: Server;
let url: string;
const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => server.close());

function answer(request: IncomingMessage, response: ServerResponse): void {
  switch (request.url) {
    case '/moved':
      response.writeHead(302, { location: '/file' }).end();
      break;
    case '/kept':
      response.writeHead(307, { location: '/put' }).end();
      break;
    case '/away':
      response.writeHead(302, { location: 'http://example.com/file' }).end();
      break;
    case '/circle':
      response.writeHead(302, { location: '/circle' }).end();
      break;
    case '/token':
      response.end('{"access_token": "t0ken"}');
      break;
    case '/endless':
      response.on('error', () => {});
      for (let count = 0; count < 64; count++) response.write(Buffer.alloc(65_536));
      response.end();
      break;
    case '/refused':
      response.writeHead(403).end();
      break;
    default:
      response.end('content');
  }
}

const objects = [
  {
    kind: 'Secret',
    metadata: { name: 's' },
    stringData: { user: 'ann', password: 'pass:word', id: 'client', secret: 'hush' },
  },
];
const key = (name: string): object => ({ name: 's', key: name });
const load = (http: object, more: Partial<ArtifactContext> = {}): Promise<boolean> =>
  loadArtifact(
    { name: 'x', path: '/tmp/x', http } as Artifact,
    target,
    artifactContext(directory, { objects, ...more }),
  );

async function save(http: object, fields: object = {}): Promise<void> {
  const place = placeAt(files, path.join(directory, 'source'));
  try {
    await saveArtifact({ name: 'x', path: '/tmp/source', http, ...fields } as Artifact, {
      ...artifactContext(directory, { objects }),
      source: place,
      podKey: 'wf/pod',
      staging: path.join(directory, 'staging'),
    });
  } finally {
    place.close();
  }
}

describe('an input from a web server', () => {
  test.for([
    {
      title: 'a password',
      auth: { basicAuth: { usernameSecret: key('user'), passwordSecret: key('password') } },
      want: `Basic ${Buffer.from('ann:pass:word').toString('base64')}`,
    },
    {
      title: 'no password without a user',
      auth: { basicAuth: { passwordSecret: key('password') } },
      want: undefined,
    },
  ])('gets $title', async ({ auth, want }) => {
    await load({ url: `${url}/file`, auth });
    expect(seen.at(-1)?.headers.authorization).toBe(want);
    expect(readFileSync(target, 'utf8')).toBe('content');
  });

  test('gets a token that its credentials were exchanged for', async () => {
    const secrets = [{ ...objects[0], stringData: { ...objects[0]?.stringData, url: `${url}/token` } }];
    const oauth2 = {
      clientIDSecret: key('id'),
      clientSecretSecret: key('secret'),
      tokenURLSecret: key('url'),
      scopes: ['a', 'b'],
      endpointParams: [{ key: 'audience', value: 'x' }],
    };
    await load({ url: `${url}/file`, auth: { oauth2 } }, { objects: secrets });
    const [asked, read] = seen.slice(-2);
    expect(asked?.body).toBe('grant_type=client_credentials&scope=a+b&audience=x');
    expect(asked?.headers.authorization).toBe(`Basic ${Buffer.from('client:hush').toString('base64')}`);
    expect(read?.headers.authorization).toBe('Bearer t0ken');
  });

  test('follows a redirect', async () => {
    await load({ url: `${url}/moved` });
    expect(readFileSync(target, 'utf8')).toBe('content');
  });

  test.for([
    {
      title: 'a redirect to a host that is not allowed',
      http: { url: '/away' },
      want: 'Add --allow-host example.com',
    },
    { title: 'redirects without end', http: { url: '/circle' }, want: 'stopped after 10 redirects' },
    {
      title: 'a missing Secret',
      http: { url: '/file', auth: { basicAuth: { usernameSecret: { name: 'none', key: 'k' } } } },
      want: 'the run has no Secret "none" with the key "k". Give its file to the run, with --with FILE',
    },
    {
      title: 'a file that is too large',
      http: { url: '/endless' },
      want: 'the file to download is too large (limit downloadBytes: 1048576). Use --limit downloadBytes=NUMBER to raise it',
    },
  ])('refuses $title', async ({ http, want }) => {
    const limits = { ...defaultLimits, downloadBytes: 1024 * 1024 };
    await expect(load({ ...http, url: `${url}${http.url}` }, { limits })).rejects.toThrow(want);
    expect(existsSync(`${target}.download`)).toBe(false);
  });

  test.for(['file:///etc/passwd', 'ftp://127.0.0.1/x', '/etc/passwd'])(
    'is not read from %j',
    async (address) => {
      await expect(load({ url: address })).rejects.toThrow('is not an http or https URL');
    },
  );
});

describe('an output to a web server', () => {
  beforeEach(() => writeFileSync(path.join(directory, 'source'), 'result'));

  test.for(['/put', '/kept'])('is sent to %s', async (address) => {
    await save(
      { url: `${url}${address}`, headers: [{ name: 'X-A', value: 'b' }] },
      { archive: { none: {} } },
    );
    expect(seen.at(-1)).toMatchObject({ method: 'PUT', url: '/put', body: 'result' });
    expect(seen.at(-1)?.headers).toMatchObject({ 'x-a': 'b', 'content-length': '6' });
  });

  test('is packed by default, and the archive is removed', async () => {
    await save({ url: `${url}/put` });
    expect(Number(seen.at(-1)?.headers['content-length'])).toBeGreaterThan(50);
    expect(existsSync(path.join(directory, 'staging'))).toBe(false);
  });

  test('that is refused is an error', async () => {
    await expect(save({ url: `${url}/refused` }, { archive: { none: {} } })).rejects.toThrow(
      'artifact x cannot be saved: saving file source to',
    );
  });
});
