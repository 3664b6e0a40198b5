import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Artifact, ArtifactLocation } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { artifactContext } from '../../../test/artifact-bench.ts';
import { type S3Fixture, startS3 } from '../../../test/s3-fixture.ts';
import { placeAt } from '../../confined/place.ts';
import { realFileSystem as files } from '../../contract/file-system.ts';
import { createHostRules } from '../../contract/host-rules.ts';
import type { ArtifactContext } from '../artifact-context.ts';
import { listArtifact } from '../list-artifact.ts';
import { loadArtifact } from '../load-artifact.ts';
import { saveArtifact } from '../save-artifact.ts';

let directory: string;
let target: string;
let server: S3Fixture;
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-s3-'));
  target = path.join(directory, 'target');
  server = await startS3();
});
afterEach(async () => {
  rmSync(directory, { recursive: true });
  await server[Symbol.asyncDispose]();
});

const objects = [
  { kind: 'Secret', metadata: { name: 'keys' }, data: { id: btoa('AKIA'), secret: btoa('hush') } },
];
const bucket = (): object => ({
  bucket: 'data',
  endpoint: server.endpoint,
  insecure: true,
  accessKeySecret: { name: 'keys', key: 'id' },
  secretKeySecret: { name: 'keys', key: 'secret' },
});
const context = (more: Partial<ArtifactContext> = {}): ArtifactContext =>
  artifactContext(directory, { objects, remoteBuckets: ['data'], ...more });
const artifact = (key: string, fields: object = {}): Artifact =>
  ({ name: 'x', path: '/tmp/source', s3: { ...bucket(), key }, ...fields }) as Artifact;
const load = (key: string, fields: object = {}, more: Partial<ArtifactContext> = {}): Promise<boolean> =>
  loadArtifact(artifact(key, fields), target, context(more));

async function save(
  key: string,
  fields: object = {},
  more: Partial<ArtifactContext> = {},
): Promise<Artifact> {
  const source = placeAt(files, path.join(directory, 'source'));
  try {
    const staging = path.join(directory, 'staging');
    return await saveArtifact(artifact(key, fields), { ...context(more), source, podKey: 'wf/pod', staging });
  } finally {
    source.close();
  }
}

const none = { archive: { none: {} } };

describe('a bucket that is used for real', () => {
  test('keeps a file under its key, with signed requests', async () => {
    writeFileSync(path.join(directory, 'source'), 'content');
    const key = "a b/ü+'(1)/x=y&z";
    await save(key, none);
    expect(server.objects.get(`data/${key}`)?.toString()).toBe('content');
    expect(server.requests[0]?.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIA\/\d{8}\/us-east-1\/s3\/aws4_request, SignedHeaders=[^,]*, Signature=[\da-f]{64}$/,
    );
    expect(server.requests[0]?.path).toBe('/data/a%20b/%C3%BC%2B%27%281%29/x%3Dy%26z');
    await load(key);
    expect(readFileSync(target, 'utf8')).toBe('content');
    expect(readdirSync(directory).sort()).toEqual(['source', 'target']);
  });

  test('keeps an archive, which is unpacked again', async () => {
    mkdirSync(path.join(directory, 'source'));
    writeFileSync(path.join(directory, 'source/f'), '1');
    await save('k.tgz');
    await load('k.tgz');
    expect(readFileSync(path.join(target, 'f'), 'utf8')).toBe('1');
  });

  test('keeps the files of a folder one by one, without links', async () => {
    mkdirSync(path.join(directory, 'source/inner'), { recursive: true });
    for (const name of ['a', 'b', 'inner/c']) writeFileSync(path.join(directory, 'source', name), name);
    symlinkSync('/etc/passwd', path.join(directory, 'source/link'));
    await save('folder', none);
    expect([...server.objects.keys()].sort()).toEqual([
      'data/folder/a',
      'data/folder/b',
      'data/folder/inner/c',
    ]);
    await load('folder');
    expect(readdirSync(target, { recursive: true }).sort()).toEqual(['a', 'b', 'inner', 'inner/c']);
    expect(await listArtifact(artifact('folder'), context())).toEqual([
      'folder/a',
      'folder/b',
      'folder/inner/c',
    ]);
  });

  test('is that of the repository, for a key without a bucket', async () => {
    writeFileSync(path.join(directory, 'source'), 'content');
    const repository = { s3: { ...bucket(), key: 'runs/wf' } } as ArtifactLocation;
    const saved = await save('', { s3: undefined, ...none }, { repository });
    expect(saved.s3).toEqual({ key: 'runs/wf/source' });
    expect(server.objects.get('data/runs/wf/source')?.toString()).toBe('content');
    await loadArtifact(saved, target, context({ repository }));
    expect(readFileSync(target, 'utf8')).toBe('content');
  });

  test('is made when asked, and may exist', async () => {
    writeFileSync(path.join(directory, 'source'), '');
    const fields = { s3: { ...bucket(), bucket: 'new', key: 'k', createBucketIfNotPresent: {} }, ...none };
    for (let count = 0; count < 2; count++) await save('', fields, { remoteBuckets: ['*'] });
    expect(server.objects.has('new/k')).toBe(true);
  });

  test('may lack an optional file', async () => {
    expect(await load('none', { optional: true })).toBe(false);
  });

  test.for<{ title: string; fields?: () => object; more?: Partial<ArtifactContext>; want: string }>([
    { title: 'a missing key', want: 'artifact x failed to load: The specified key does not exist.' },
    {
      title: 'a missing bucket',
      fields: () => ({ s3: { ...bucket(), bucket: 'none', key: 'k' } }),
      more: { remoteBuckets: ['*'] },
      want: 'artifact x failed to load: failed to get file: The reason is "NoSuchBucket".',
    },
    {
      title: 'no endpoint',
      fields: () => ({ s3: { bucket: 'data', key: 'k' } }),
      want: 'the bucket "data" needs the address of a server in `endpoint`',
    },
    {
      title: 'no Secret',
      more: { objects: [] },
      want: 'the run has no Secret "keys" with the key "id"',
    },
    {
      title: 'credentials of the machine',
      fields: () => ({ s3: { ...bucket(), useSDKCreds: true, key: 'k' } }),
      want: 'needs its keys in Secrets',
    },
    {
      title: 'a host that is not allowed',
      fields: () => ({ s3: { ...bucket(), endpoint: 's3.amazonaws.com', key: 'k' } }),
      more: { hosts: createHostRules([]) },
      want: 'Add --allow-host data.s3.amazonaws.com to allow it',
    },
  ])('with $title is an error', async ({ fields, more, want }) => {
    await expect(load('k', fields?.() ?? {}, more)).rejects.toThrow(want);
  });

  test.for(['up/../../escaped', 'nul\0'])(
    'with an object %j in a folder writes nothing outside',
    async (name) => {
      server.objects.set(`data/folder/${name}`, Buffer.from('x'));
      await expect(load('folder')).rejects.toThrow('leads out of the artifact');
      expect(readdirSync(directory)).toEqual([]);
    },
  );
});

describe('a bucket that is not used for real', () => {
  test('is a folder of the run, and nothing is sent', async () => {
    writeFileSync(path.join(directory, 'source'), 'content');
    await save('k', none, { remoteBuckets: ['other'] });
    await load('k', {}, { remoteBuckets: [] });
    expect(readFileSync(target, 'utf8')).toBe('content');
    expect(server.requests).toEqual([]);
  });

  test('does not share its keys with another bucket', async () => {
    writeFileSync(path.join(directory, 'source'), 'content');
    await save('k', none, { remoteBuckets: [] });
    const other = { s3: { bucket: 'other', key: 'k' } };
    await expect(load('', other, { remoteBuckets: [] })).rejects.toThrow(
      'local runs do not read the s3 bucket "other"',
    );
  });

  test('is the repository if nothing says otherwise', async () => {
    writeFileSync(path.join(directory, 'source'), 'content');
    await save('', { s3: { key: 'folder/k' }, ...none });
    expect(await listArtifact(artifact('folder'), context({ remoteBuckets: [] }))).toEqual(['folder/k']);
    const repository = { s3: { bucket: 'mine', endpoint: 'h' } } as ArtifactLocation;
    await expect(
      listArtifact(artifact('folder'), context({ remoteBuckets: [], repository })),
    ).rejects.toThrow('no task of this run has saved a file under the key "folder"');
  });
});
