import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Artifact } from '@tiphys/models';
import { Header, type HeaderData } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { loadArtifact } from '../../src/artifacts/load-artifact.ts';
import { saveArtifact } from '../../src/artifacts/save-artifact.ts';
import { placeAt } from '../../src/confined/place.ts';
import { realFileSystem as files } from '../../src/contract/file-system.ts';
import { defaultLimits, type Limits } from '../../src/contract/limits.ts';
import { artifactContext } from '../artifact-bench.ts';
import { openOutside, untouched } from './outside.ts';
import { type TarEntry, writeTarball } from './write-tarball.ts';

let directory: string;
let target: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-archives-'));
  mkdirSync(path.join(directory, 'store'));
  target = path.join(directory, 'target');
});
afterEach(() => rmSync(directory, { recursive: true }));

const load = (fields: object, limits: Partial<Limits> = {}): Promise<boolean> =>
  loadArtifact(
    { name: 'a', s3: { key: 'archive' }, ...fields } as Artifact,
    target,
    artifactContext(directory, { limits: { ...defaultLimits, ...limits } }),
  );
const archive = (): string => path.join(directory, 'store/archive');

async function writeZip(entries: Readonly<Record<string, string>>): Promise<void> {
  const zip = new yazl.ZipFile();
  // The writer refuses such names, so they are patched into the bytes.
  for (const [name, text] of Object.entries(entries))
    zip.addBuffer(Buffer.from(text), name.replaceAll('.', '_'));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(archive()));
  let bytes = readFileSync(archive()).toString('latin1');
  for (const name of Object.keys(entries)) bytes = bytes.replaceAll(name.replaceAll('.', '_'), name);
  writeFileSync(archive(), Buffer.from(bytes, 'latin1'));
}

describe('a tarball', () => {
  const link = (name: string, to: string): HeaderData => ({ type: 'SymbolicLink', path: name, linkpath: to });

  test.for<{ title: string; entries: (outside: string) => readonly TarEntry[]; want: string }>([
    {
      title: 'with a name that leads out',
      entries: () => [{ path: '../escaped', content: 'x' }],
      want: 'illegal file path: ../escaped',
    },
    {
      title: 'with a name that leads out in the end',
      entries: () => [{ path: 'a/../../escaped', content: 'x' }],
      want: 'illegal file path: a/../../escaped',
    },
    {
      title: 'with an absolute link',
      entries: (outside) => [link('l', outside), { path: 'l/secret', content: 'x' }],
      want: 'illegal symlink target: l -> /',
    },
    {
      title: 'with a link to the folder itself',
      entries: () => [link('l', '.')],
      want: 'illegal symlink target: l -> .',
    },
  ])('$title is refused as in Argo', async ({ entries, want }) => {
    using outside = openOutside();
    writeTarball(archive(), entries(outside.directory));
    await expect(load({})).rejects.toThrow(want);
    expect(existsSync(path.join(directory, 'escaped'))).toBe(false);
    expect(outside.list()).toEqual(untouched);
  });

  test.for([
    { title: 'file', last: (at: string): object => ({ path: `${at}/secret`, content: 'x' }) },
    {
      title: 'hard link',
      last: (at: string): object => ({ type: 'Link', path: 'h', linkpath: `${at}/secret` }),
    },
    { title: 'folder', last: (at: string): object => ({ type: 'Directory', path: `${at}/made/` }) },
  ])('writes no $title through links that only seem to stay inside', async ({ last }) => {
    using outside = openOutside();
    writeTarball(archive(), [
      { type: 'Directory', path: 'a/b/c/' },
      link('a/b/c/up', '../../..'),
      link('out', 'a/b/c/up/../../../x'),
      link('far', `a/b/c/up/../../${outside.directory.slice(1)}`),
      last('far') as HeaderData,
    ]);
    await load({}).catch(() => {});
    expect(outside.list()).toEqual(untouched);
  });

  test('with endlessly nested folders is refused at once', async () => {
    const deep = 'd/'.repeat(400);
    writeTarball(archive(), [
      { path: 'a', content: '1' },
      link('l', `${deep}f`),
      { path: `${deep}f`, content: '2' },
    ]);
    await load({});
    const deeper = Array.from({ length: 50 }, (_, at) => link(`l${at}`, 'd/'.repeat(45)));
    writeTarball(archive(), [...deeper, { path: `${'d/'.repeat(600)}f`, content: '2' }]);
    rmSync(target, { recursive: true });
    await expect(load({})).rejects.toThrow('folders are nested deeper than 500');
  });

  test('with an absolute name is unpacked inside', async () => {
    writeTarball(archive(), [
      { path: '/x/f', content: '1' },
      { path: '/y', content: '2' },
    ]);
    await load({});
    expect(readFileSync(path.join(target, 'x/f'), 'utf8')).toBe('1');
  });

  test('keeps long names, links and modes', async () => {
    const source = path.join(directory, 'source');
    const long = `${'n'.repeat(120)}/${'m'.repeat(200)}`;
    mkdirSync(path.join(source, path.dirname(long)), { recursive: true });
    writeFileSync(path.join(source, long), 'long', { mode: 0o750 });
    symlinkSync(path.basename(long), path.join(source, path.dirname(long), 'l'));
    const saved = await saveArtifact({ name: 'a', path: '/tmp/source' } as Artifact, {
      ...artifactContext(directory),
      source: placeAt(files, source),
      podKey: 'p',
      staging: path.join(directory, 'staging'),
    });
    await load({ s3: saved.s3 });
    expect(readFileSync(path.join(target, long), 'utf8')).toBe('long');
    expect(statSync(path.join(target, long)).mode & 0o777).toBe(0o750);
    expect(readlinkSync(path.join(target, path.dirname(long), 'l'))).toBe('m'.repeat(200));
    expect(
      execFileSync('tar', ['-tzf', path.join(directory, 'store', saved.s3?.key ?? '')], { encoding: 'utf8' }),
    ).toContain(long);
  });
});

describe('a zip', () => {
  test.for([
    { name: '../escaped', want: '../escaped: Illegal file path' },
    { name: 'a/../../escaped', want: 'a/../../escaped: Illegal file path' },
  ])('with the name $name is refused as in Argo', async ({ name, want }) => {
    await writeZip({ [name]: 'x', ok: 'y' });
    await expect(load({ archive: { zip: {} } })).rejects.toThrow(want);
    expect(existsSync(path.join(directory, 'escaped'))).toBe(false);
  });

  test('in the format of large archives is read', async () => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from('1'), 'd/a', { forceZip64Format: true });
    zip.addBuffer(Buffer.from('2'), 'd/b', { forceZip64Format: true, compress: false });
    zip.end({ forceZip64Format: true, comment: '' });
    await pipeline(zip.outputStream, createWriteStream(archive()));
    await load({ archive: { zip: {} } });
    expect(readdirSync(target).map((name) => readFileSync(path.join(target, name), 'utf8'))).toEqual([
      '1',
      '2',
    ]);
  });
});

describe('the size of an unpacked archive', () => {
  const zeros = function* (megabytes: number): Generator<Buffer> {
    for (let count = 0; count < megabytes; count++) yield Buffer.alloc(1024 * 1024);
  };
  const bombs = [
    {
      title: 'a tarball',
      fields: {},
      write: async () => {
        const header = Buffer.alloc(512);
        new Header({ path: 'f', mode: 0o644, size: 200 * 1024 * 1024 }).encode(header, 0);
        const bytes = [header, ...zeros(200), Buffer.alloc(1024)];
        await pipeline(Readable.from(bytes), createGzip(), createWriteStream(archive()));
      },
    },
    {
      title: 'a zip',
      fields: { archive: { zip: {} } },
      write: async () => {
        const zip = new yazl.ZipFile();
        zip.addReadStream(Readable.from(zeros(200)), 'f');
        zip.end();
        await pipeline(zip.outputStream, createWriteStream(archive()));
      },
    },
    {
      title: 'a tarball without entries',
      fields: { archive: { tar: {} } },
      limits: { archiveEntries: 10 },
      write: () => pipeline(Readable.from(zeros(200)), createGzip(), createWriteStream(archive())),
    },
  ];

  test.for(bombs)('is limited for $title, and the limit is named', async ({ fields, write, limits }) => {
    await write();
    expect(statSync(archive()).size).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage.rss();
    await expect(load(fields, { unpackedBytes: 10 * 1024 * 1024, ...limits })).rejects.toThrow(
      'the unpacked archive is too large (limit unpackedBytes: 10485760). Use --limit unpackedBytes=NUMBER to raise it',
    );
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024);
  });

  test.for([
    { title: 'a tarball', fields: {} },
    { title: 'a zip', fields: { archive: { zip: {} } } },
  ])('is limited in number for $title', async ({ fields }) => {
    const names = Array.from({ length: 20 }, (_, at) => `f${at}`);
    if ('archive' in fields) await writeZip(Object.fromEntries(names.map((name) => [name, 'x'])));
    else
      writeTarball(
        archive(),
        names.map((name) => ({ path: name, content: 'x' })),
      );
    await expect(load(fields, { archiveEntries: 10 })).rejects.toThrow('limit archiveEntries: 10');
    rmSync(`${target}.unpacked`, { recursive: true });
    expect(await load(fields, { archiveEntries: 20 })).toBe(true);
  });
});

describe('a folder that changes while it is saved', () => {
  test.for([
    { title: 'as a tarball', fields: {} },
    { title: 'as a zip', fields: { archive: { zip: {} } } },
    { title: 'without archive', fields: { archive: { none: {} } } },
  ])(
    'shows nothing of what a link leads to that takes the place of a folder or file, $title',
    async ({ fields }) => {
      using outside = openOutside();
      const source = path.join(directory, 'source');
      mkdirSync(path.join(source, 'swapped'), { recursive: true });
      writeFileSync(path.join(source, 'swapped/secret'), 'harmless');
      writeFileSync(path.join(source, 'file'), 'harmless');
      const swap = `const fs = require('node:fs');
process.chdir(${JSON.stringify(source)});
fs.symlinkSync(${JSON.stringify(outside.directory)}, '../link');
fs.symlinkSync(${JSON.stringify(path.join(outside.directory, 'secret'))}, '../file-link');
const exchange = (a, b) => { try { fs.renameSync(a, '../spare'); fs.renameSync(b, a); fs.renameSync('../spare', b); } catch {} };
for (;;) { exchange('swapped', '../link'); exchange('file', '../file-link'); }`;
      const child = spawn(process.execPath, ['-e', swap]);
      try {
        const found = new Set<string>();
        for (let round = 0; round < 60; round++) {
          const key = `k${round}`;
          const place = placeAt(files, source);
          // A file that vanishes meanwhile may be an error, but the content must never be that of the other file.
          await saveArtifact({ name: 'a', path: '/tmp/source', s3: { key }, ...fields } as Artifact, {
            ...artifactContext(directory),
            source: place,
            podKey: 'p',
            staging: path.join(directory, 'staging'),
          }).catch(() => {});
          place.close();
          rmSync(target, { recursive: true, force: true });
          rmSync(`${target}.unpacked`, { recursive: true, force: true });
          await load({ s3: { key }, ...fields }).catch(() => {});
          for (const name of ['file', 'swapped/secret']) {
            const file = path.join(target, name);
            if (existsSync(file) && !isThroughLink(target, name)) found.add(readFileSync(file, 'utf8'));
          }
        }
        expect([...found].filter((text) => text !== 'harmless')).toEqual([]);
      } finally {
        child.kill('SIGKILL');
      }
    },
  );
});

/** Tells whether a part of a path is a link, which is content like any other. */
function isThroughLink(folder: string, name: string): boolean {
  return name
    .split('/')
    .map((_, at, parts) => path.join(folder, ...parts.slice(0, at + 1)))
    .some((part) => files.lstatSync(part, { throwIfNoEntry: false })?.isSymbolicLink() === true);
}

test('saving and loading keep no file open', async () => {
  const count = (): number => {
    const descriptor = openSync('/dev/null', 'r');
    closeSync(descriptor);
    return descriptor;
  };
  writeTarball(archive(), [{ path: '../escaped', content: 'x' }]);
  await load({}).catch(() => {});
  const before = count();
  for (let round = 0; round < 20; round++) {
    rmSync(`${target}.unpacked`, { recursive: true, force: true });
    await load({}).catch(() => {});
  }
  // Some may still be closing.
  expect(count()).toBeLessThan(before + 5);
});
