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
import { gunzipSync } from 'node:zlib';
import type { Artifact, Workflow } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { artifactContext } from '../../test/artifact-bench.ts';
import { placeAt } from '../confined/place.ts';
import { realFileSystem as files } from '../contract/file-system.ts';
import { type ArtifactRun, copyArtifact, listArtifacts, readArtifact } from './run-artifacts.ts';
import { saveArtifact } from './save-artifact.ts';

let directory: string;
let source: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-run-artifacts-'));
  source = path.join(directory, 'source');
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Saves what is at `source` as artifacts of a node, and returns the run. */
async function runWith(...declared: readonly object[]): Promise<ArtifactRun> {
  const artifacts: Artifact[] = [];
  for (const fields of declared) {
    const place = placeAt(files, source);
    artifacts.push(
      await saveArtifact({ path: '/tmp/source', ...fields } as Artifact, {
        ...artifactContext(directory),
        source: place,
        podKey: 'wf/pod',
        staging: path.join(directory, 'staging'),
      }),
    );
    place.close();
  }
  return runOf(artifacts);
}

function runOf(artifacts: readonly object[], inputs: readonly object[] = []): ArtifactRun {
  const node = { id: 'wf-1', name: 'wf.a', outputs: { artifacts }, inputs: { artifacts: inputs } };
  return {
    folder: { artifacts: path.join(directory, 'store') },
    workflow: { status: { nodes: { 'wf-1': node } } } as unknown as Workflow,
  };
}

async function read(run: ArtifactRun, name: string, direction?: 'input'): Promise<[string, Buffer]> {
  const reference = { nodeId: 'wf-1', name, ...(direction && { direction }) };
  const { fileName, content } = readArtifact(run, reference);
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return [fileName, Buffer.concat(chunks)];
}

const none = { archive: { none: {} } };

describe('the artifacts of a run', () => {
  test('are listed with what is stored of them', async () => {
    writeFileSync(source, 'content');
    const run = await runWith(
      { name: 'plain', ...none },
      { name: 'packed' },
      { name: 'named', s3: { key: 'my/key' }, ...none },
      { name: 'bucket', gcs: { bucket: 'b', key: 'k' }, ...none },
    );
    const artifacts = run.workflow?.status?.nodes?.['wf-1']?.outputs?.artifacts ?? [];
    const gone = { name: 'gone', s3: { key: 'gone' }, deleted: true };
    expect(listArtifacts(runOf([...artifacts, gone, { name: 'odd', s3: { key: 'a/' } }]))).toMatchObject([
      {
        nodeId: 'wf-1',
        nodeName: 'wf.a',
        name: 'plain',
        key: 'wf/pod/source',
        fileName: 'source',
        stored: 'file',
        size: 7,
      },
      { name: 'packed', fileName: 'packed.tgz', stored: 'file' },
      { name: 'named', key: 'my/key', fileName: 'key', size: 7 },
      { name: 'bucket', key: 'k', stored: 'file', size: 7 },
      { name: 'gone', stored: 'nothing' },
      { name: 'odd', fileName: 'a', stored: 'nothing' },
    ]);
  });

  test('of a run without a status are none', () => {
    expect(listArtifacts({ folder: { artifacts: directory } })).toEqual([]);
  });

  test('are read as they are stored', async () => {
    writeFileSync(source, 'content');
    const run = await runWith({ name: 'plain', ...none }, { name: 'packed' });
    expect(await read(run, 'plain')).toEqual(['source', Buffer.from('content')]);
    const [name, bytes] = await read(run, 'packed');
    expect(name).toBe('packed.tgz');
    expect(gunzipSync(bytes).toString()).toContain('content');
  });

  test('that are folders are read as a tarball', async () => {
    mkdirSync(source);
    writeFileSync(path.join(source, 'f'), 'in a folder');
    const [name, bytes] = await read(await runWith({ name: 'x', ...none }), 'x');
    expect(name).toBe('source.tgz');
    expect(gunzipSync(bytes).toString()).toContain('in a folder');
  });

  test('of inputs are read too, raw ones included', async () => {
    const run = runOf([], [{ name: 'r', raw: { data: 'raw' } }]);
    expect(await read(run, 'r', 'input')).toEqual(['r', Buffer.from('raw')]);
  });

  test.for([
    { title: 'as it is stored', unpack: false, want: 'x.tgz' },
    { title: 'unpacked', unpack: true, want: 'f' },
  ])('are copied $title', async ({ unpack, want }) => {
    mkdirSync(source);
    writeFileSync(path.join(source, 'f'), '1');
    const run = await runWith({ name: 'x' });
    const target = path.join(directory, 'copy');
    await copyArtifact(run, { nodeId: 'wf-1', name: 'x', target }, { unpack });
    if (unpack) expect(readdirSync(target)).toEqual([want]);
    else expect(readFileSync(target).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  });

  test.for([
    {
      title: 'an unknown name',
      name: 'none',
      want: 'has no output artifact "none". Its output artifacts are: gone, kept, out.',
    },
    {
      title: 'a deleted one',
      name: 'gone',
      want: 'The artifact "gone" was deleted by its `artifactGC` strategy.',
    },
    {
      title: 'one that is elsewhere',
      name: 'kept',
      want: 'The artifact "kept" is not in the folder of the run.',
    },
    { title: 'a key that leads out', name: 'out', want: 'leads out of the store' },
  ])('are an error for $title', ({ name, want }) => {
    const run = runOf([
      { name: 'gone', s3: { key: 'k' }, deleted: true },
      { name: 'kept', http: { url: 'http://localhost' } },
      { name: 'out', s3: { key: '../../etc/passwd' } },
    ]);
    expect(() => readArtifact(run, { nodeId: 'wf-1', name })).toThrow(want);
  });

  test('are not read through a link in the store', () => {
    mkdirSync(path.join(directory, 'store'));
    symlinkSync('/etc', path.join(directory, 'store/etc'));
    const run = runOf([{ name: 'x', s3: { key: 'etc/passwd' } }]);
    expect(() => readArtifact(run, { nodeId: 'wf-1', name: 'x' })).toThrow('is not in the folder of the run');
    expect(listArtifacts(run)).toMatchObject([{ stored: 'nothing' }]);
  });
});
