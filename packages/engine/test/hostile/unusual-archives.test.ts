import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Artifact } from '@tiphys/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { loadArtifact } from '../../src/artifacts/load-artifact.ts';
import { artifactContext } from '../artifact-bench.ts';
import { type TarEntry, writeTarball } from './write-tarball.ts';

let directory: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-unusual-'));
  mkdirSync(path.join(directory, 'store'));
  target = path.join(directory, 'target');
});
afterEach(() => rmSync(directory, { recursive: true }));

const archive = (): string => path.join(directory, 'store/archive');
const load = (fields: object): Promise<boolean> =>
  loadArtifact(
    { name: 'a', s3: { key: 'archive' }, ...fields } as Artifact,
    target,
    artifactContext(directory),
  );

describe('an archive with unusual entries', () => {
  const file = (name: string, content = 'x'): TarEntry => ({
    path: name,
    content,
  });

  test.for<{ title: string; entries: readonly TarEntry[]; want: readonly string[] }>([
    {
      title: 'devices and pipes',
      entries: [
        file('a'),
        file('b'),
        { type: 'CharacterDevice', path: 'c', devmaj: 1, devmin: 3 },
        { type: 'FIFO', path: 'f' },
      ],
      want: ['a', 'b'],
    },
    {
      title: 'hard links to files outside',
      entries: [
        file('a'),
        file('b'),
        { type: 'Link', path: 'h', linkpath: '../store/archive' },
        { type: 'Link', path: 'i', linkpath: '/etc/passwd' },
      ],
      want: ['a', 'b'],
    },
    {
      title: 'names that differ only in case or in the form of an accent',
      entries: [file('A'), file('a'), file('\u00e9'), file('e\u0301')],
      want: ['A', 'a', 'e\u0301', '\u00e9'],
    },
  ])('$title is unpacked without them, or as it is', async ({ entries, want }) => {
    writeTarball(archive(), entries);
    await load({});
    expect(readdirSync(target).sort()).toEqual(want);
  });

  test.for<{ title: string; entries: readonly TarEntry[]; want: string }>([
    {
      title: 'a name that is too long',
      entries: [file('n'.repeat(5000))],
      want: 'ENAMETOOLONG: name too long',
    },
    {
      title: 'a file under a file',
      entries: [file('a'), file('a/b')],
      want: 'a part of the path is not a folder',
    },
    {
      title: 'a file in place of a folder',
      entries: [file('a/b'), file('a')],
      want: 'cannot unpack "a": EISDIR',
    },
    {
      title: 'a file in place of the artifact',
      entries: [file('a'), file('.')],
      want: 'cannot unpack ".": EISDIR',
    },
    { title: 'no name', entries: [file('a'), file('')], want: 'archive/tar: invalid tar header' },
    { title: 'a sparse file', entries: [file('GNUSparseFile.0/a')], want: 'sparse files are not supported' },
    {
      title: 'an older sparse file',
      entries: [{ type: 'SparseFile', ...file('a') }],
      want: 'sparse files are not supported',
    },
  ])('$title is an error', async ({ entries, want }) => {
    writeTarball(archive(), entries);
    await expect(load({})).rejects.toThrow(want);
    expect(readdirSync(directory).sort()).not.toContain('target');
  });

  test('names no path of this process in an error', async () => {
    writeTarball(archive(), [file('n'.repeat(300))]);
    await expect(load({})).rejects.not.toThrow('/proc/');
  });
});

describe('a damaged archive', () => {
  const tarball = (): Buffer => {
    writeTarball(archive(), [
      { path: 'a', content: 'a' },
      { path: 'b', content: 'b'.repeat(2000) },
    ]);
    return gunzipSync(readFileSync(archive()));
  };

  test.for<{ title: string; damage: (bytes: Buffer) => Buffer; fields?: object; want: string }>([
    {
      title: 'that ends in a file',
      damage: (bytes) => gzipSync(bytes.subarray(0, 2100)),
      want: 'unexpected EOF',
    },
    {
      title: 'with a wrong header',
      damage: (bytes) =>
        gzipSync(Buffer.concat([bytes.subarray(0, 1024), Buffer.from('?'), bytes.subarray(1025)])),
      want: 'archive/tar: invalid tar header',
    },
    {
      title: 'whose compressed bytes end early',
      damage: (bytes) => gzipSync(bytes).subarray(0, -20),
      want: 'unexpected end of file',
    },
    {
      title: 'that is declared but not compressed',
      damage: (bytes) => bytes,
      fields: { archive: { tar: {} } },
      want: 'gzip: invalid header',
    },
    {
      title: 'that is declared but something else',
      damage: () => gzipSync('text'),
      fields: { archive: { tar: {} } },
      want: 'archive/tar: invalid tar header',
    },
  ])('$title is an error', async ({ damage, fields = {}, want }) => {
    writeFileSync(archive(), damage(tarball()));
    await expect(load(fields)).rejects.toThrow(want);
  });

  test('of the kind zip is an error where its content has changed', async () => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from('content'), 'd/a', { compress: false });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(archive()));
    writeFileSync(archive(), readFileSync(archive(), 'latin1').replace('content', 'Content'), 'latin1');
    await expect(load({ archive: { zip: {} } })).rejects.toThrow('zip: checksum error');
  });

  test('may have anything after its end, like in Go', async () => {
    writeFileSync(archive(), gzipSync(Buffer.concat([tarball(), Buffer.alloc(1024), Buffer.from('more')])));
    await load({});
    expect(readdirSync(target)).toEqual(['a', 'b']);
  });
});
