import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Artifact } from '@tiphys/models';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { artifactContext } from '../../test/artifact-bench.ts';
import { placeAt } from '../confined/place.ts';
import { realFileSystem as files } from '../contract/file-system.ts';
import type { ArtifactContext } from './artifact-context.ts';
import { loadArtifact } from './load-artifact.ts';
import { readLocation } from './locations/artifact-location.ts';
import { saveArtifact } from './save-artifact.ts';

let directory: string;
let context: ArtifactContext;
let source: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-artifacts-'));
  mkdirSync(path.join(directory, 'store'));
  context = artifactContext(directory);
  source = path.join(directory, 'source');
  target = path.join(directory, 'target');
});
afterEach(() => rmSync(directory, { recursive: true }));

const artifact = (fields: object): Artifact => ({ name: 'x', path: '/tmp/source', ...fields }) as Artifact;
const save = (fields: object): Promise<Artifact> =>
  saveArtifact(artifact(fields), {
    ...context,
    source: placeAt(files, source),
    podKey: 'wf/pod',
    staging: path.join(directory, 'staging'),
  });
const load = (fields: object): Promise<boolean> => loadArtifact(artifact(fields), target, context);

/** Returns every path under a folder with its content, mode and kind. */
function listTree(folder: string, prefix = ''): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const place = path.join(folder, entry.name);
      const name = `${prefix}${entry.name}`;
      if (entry.isSymbolicLink()) return [`${name} link`];
      const mode = (statSync(place).mode & 0o777).toString(8);
      if (entry.isDirectory()) return [`${name}/ ${mode}`, ...listTree(place, `${name}/`)];
      return [`${name} ${mode} ${readFileSync(place, 'utf8')}`];
    });
}

function writeTree(): void {
  mkdirSync(path.join(source, 'é'), { recursive: true });
  mkdirSync(path.join(source, 'empty'));
  writeFileSync(path.join(source, 'é/f'), '1');
  writeFileSync(path.join(source, '@run'), '2');
  files.chmodSync(path.join(source, '@run'), 0o755);
  files.chmodSync(path.join(source, 'é/f'), 0o666);
  symlinkSync('f', path.join(source, 'é/link'));
}
const tree = ['@run 755 2', 'empty/ 755', 'é/ 755', 'é/f 666 1', 'é/link link'];

describe('an artifact that is saved and loaded', () => {
  test.for([
    { title: 'without archive', fields: { archive: { none: {} } }, key: 'wf/pod/source' },
    { title: 'as tarball', fields: {}, key: 'wf/pod/x.tgz' },
    {
      title: 'as uncompressed tarball',
      fields: { archive: { tar: { compressionLevel: 0 } } },
      key: 'wf/pod/x.tgz',
    },
  ])('is the same file $title', async ({ fields, key }) => {
    writeFileSync(source, 'content');
    const saved = await save(fields);
    expect(saved.s3).toEqual({ key });
    expect(await load(saved)).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('content');
  });

  test.for([
    { title: 'without archive', fields: { archive: { none: {} } } },
    { title: 'as tarball', fields: {} },
  ])('is the same folder $title', async ({ fields }) => {
    writeTree();
    await load(await save(fields));
    expect(listTree(target)).toEqual(tree);
  });

  test('is the same folder as zip, links followed', async () => {
    writeTree();
    await load(await save({ archive: { zip: {} } }));
    expect(listTree(target)).toEqual([...tree.slice(0, 4), 'é/link 666 1']);
  });

  test('keeps Argo’s own folders if it is a zip of one file', async () => {
    writeFileSync(source, 'content');
    await load(await save({ archive: { zip: {} } }));
    expect(readFileSync(path.join(target, 'argo/outputs/artifacts/source'), 'utf8')).toBe('content');
  });

  test('keeps its own key', async () => {
    writeFileSync(source, '1');
    const saved = await save({ s3: { key: 'my/key' }, archive: { none: {} } });
    expect(saved.s3).toEqual({ key: 'my/key' });
    expect(context.store.find('my/key')).toMatchObject({ isFolder: false });
  });

  test('takes a prefix of keys as a folder', async () => {
    for (const name of ['0', '1']) {
      writeFileSync(source, name);
      await save({ s3: { key: `uid/loop/${name}` }, archive: { none: {} } });
    }
    await load({ s3: { key: 'uid/loop/' } });
    expect(listTree(target)).toEqual(['0 644 0', '1 644 1']);
  });
});

describe('an input', () => {
  test.for([
    { title: 'gets its mode', fields: { raw: { data: '#!' }, mode: 0o755 }, want: 0o755 },
    { title: 'of raw data', fields: { raw: { data: '#!' } }, want: 0o644 },
  ])('$title', async ({ fields, want }) => {
    await load(fields);
    expect(statSync(target).mode & 0o777).toBe(want);
  });

  test('gets its mode recursively', async () => {
    writeTree();
    await load({ ...(await save({})), mode: 0o700, recurseMode: true });
    expect(listTree(target)).toEqual(['@run 700 2', 'empty/ 700', 'é/ 700', 'é/f 700 1', 'é/link link']);
  });

  test('that is gzipped but not a tarball stays as it is', async () => {
    writeFileSync(source, gzipSync('plain text'));
    await load(await save({ archive: { none: {} } }).then((saved) => ({ s3: saved.s3 })));
    expect(readFileSync(target)).toEqual(readFileSync(source));
  });

  test.for([
    { title: 'not supplied', fields: {}, want: "required artifact 'x' not supplied" },
    {
      title: 'of a missing key',
      fields: { s3: { key: 'no/such/key' } },
      want: 'artifact x failed to load: The specified key does not exist.',
    },
    {
      title: 'of a key that leads out of the store',
      fields: { s3: { key: '../../etc/passwd' } },
      want: 'leads out of the store',
    },
    {
      title: 'from a bucket of S3 that no task has written to',
      fields: { s3: { bucket: 'b', key: 'k' } },
      want: 'local runs do not read the s3 bucket "b". Use --remote-bucket b to use the real one',
    },
    {
      title: 'from another bucket that no task has written to, although it is optional',
      fields: { optional: true, gcs: { bucket: 'b', key: 'k' } },
      want: 'local runs do not read the gcs bucket "b"',
    },
    {
      title: 'from a host that is not allowed',
      fields: { http: { url: 'http://example.com/x' } },
      want: 'artifact x failed to load: the host "example.com" is not allowed',
    },
    {
      title: 'that is not a zip archive',
      fields: { s3: { key: 'text' }, archive: { zip: {} } },
      want: 'not a valid zip file',
    },
  ])('$title is an error', async ({ fields, want }) => {
    writeFileSync(path.join(directory, 'store/text'), 'text');
    await expect(load(fields)).rejects.toThrow(want);
  });

  test.for([
    { title: 'not supplied', fields: { optional: true } },
    { title: 'without a URL', fields: { optional: true, http: { url: '' } } },
    { title: 'without a repository', fields: { optional: true, git: { repo: '' } } },
    { title: 'of a missing key', fields: { optional: true, s3: { key: 'no/such/key' } } },
  ])('that is optional and $title is left out', async ({ fields }) => {
    expect(await load(fields)).toBe(false);
  });
});

test.for([
  { given: { s3: { key: 'k' } }, want: { kind: 'key', key: 'k' } },
  { given: { gcs: { key: 'k' } }, want: { kind: 'key', key: 'k' } },
  { given: { azure: { blob: 'k' } }, want: { kind: 'key', key: 'k' } },
  {
    given: { s3: { key: 'k', bucket: 'b' } },
    want: { kind: 'key', key: 'k', bucket: { kind: 's3', name: 'b' }, isOwn: false },
  },
  {
    given: { hdfs: { path: '/p', addresses: ['h:1'] } },
    want: { kind: 'key', key: '/p', bucket: { name: 'h:1' } },
  },
  {
    given: { artifactory: { url: 'http://h/p/q' } },
    want: { kind: 'key', key: '/p/q', bucket: { name: 'h' } },
  },
  { given: { raw: { data: 'd' }, s3: { key: 'k' } }, want: { kind: 'raw', data: 'd' } },
  { given: { http: { url: 'u' }, raw: { data: 'd' } }, want: { kind: 'http', http: { url: 'u' } } },
  { given: {}, want: { kind: 'none' } },
])('the location of $given is $want', ({ given, want }) => {
  expect(readLocation(artifact(given))).toMatchObject(want);
});

describe('a file of a web server', () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/missing' ? 404 : request.url === '/broken' ? 500 : 200;
    response.end(
      request.url === '/packed' ? gzipSync('x') : `${request.url} ${request.headers['x-team'] ?? ''}`,
    );
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => server.close());

  test('is downloaded with its headers', async () => {
    const headers = [{ name: 'X-Team', value: 'data' }];
    expect(await load({ http: { url: `${url}/a`, headers }, archive: { none: {} } })).toBe(true);
    expect(readFileSync(target, 'utf8')).toBe('/a data');
  });

  test('is not unpacked with archive none', async () => {
    await load({ http: { url: `${url}/packed` }, archive: { none: {} } });
    expect(readFileSync(target)).toEqual(gzipSync('x'));
  });

  test('may be missing if it is optional', async () => {
    expect(await load({ http: { url: `${url}/missing` }, optional: true })).toBe(false);
  });

  test.for([
    { path: '/missing', want: 'artifact x failed to load: 404 Not Found' },
    { path: '/broken', want: 'loading content from http' },
  ])('$path fails', async ({ path: file, want }) => {
    await expect(load({ http: { url: `${url}${file}` } })).rejects.toThrow(want);
  });

  test('a server that does not answer fails', async () => {
    await expect(load({ http: { url: 'http://127.0.0.1:1/x' } })).rejects.toThrow(
      'artifact x failed to load: Get "http://127.0.0.1:1/x": dial tcp 127.0.0.1:1: connect: connection refused',
    );
  });
});
