import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CacheEntry, openMemoCache } from './memo-cache.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-cache-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const entry: CacheEntry = {
  nodeID: 'wf-1',
  outputs: { result: 'x' },
  creationTimestamp: '2026-01-01T00:00:00Z',
};

test('an entry is found by later runs, in the form that Argo stores', async () => {
  await openMemoCache(directory).save('my-cache', 'k', entry);
  const later = openMemoCache(directory);
  expect(await later.read('my-cache', 'k', 0)).toEqual(entry);
  expect(JSON.parse(readFileSync(path.join(directory, 'my-cache.json'), 'utf8'))).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'my-cache', labels: { 'workflows.argoproj.io/configmap-type': 'Cache' } },
    data: { k: JSON.stringify({ ...entry, lastHitTimestamp: '1970-01-01T00:00:00Z' }) },
  });
});

test.for([
  { title: 'a key that was not saved', cache: 'c', key: 'other' },
  { title: 'a key that objects have', cache: 'c', key: 'constructor' },
  { title: 'a cache that does not exist', cache: 'other', key: 'k' },
])('nothing is found under $title', async ({ cache, key }) => {
  const caches = openMemoCache(directory);
  await caches.save('c', 'k', entry);
  expect(await caches.read(cache, key, 0)).toBeUndefined();
});

test.for(['../../escaped', '..', '', 'a/b', 'x'.repeat(300)])(
  'the name %j stays in the folder',
  async (name) => {
    const caches = openMemoCache(directory);
    await caches.save(name, 'k', entry);
    expect(await caches.read(name, 'k', 0)).toEqual(entry);
    expect(readdirSync(directory)).toHaveLength(2);
  },
);

test.for([
  { title: 'a file that was cut off', text: '{"a' },
  { title: 'an empty file', text: '' },
  { title: 'a file of something else', text: '[]' },
  { title: 'an entry that was cut off', text: JSON.stringify({ data: { k: '{"nodeID"' } }) },
])('$title is refused with its path, not used', async ({ text }) => {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, 'c.json');
  writeFileSync(file, text);
  await expect(openMemoCache(directory).read('c', 'k', 0)).rejects.toMatchObject({
    code: 'ENGINE_FILE_DAMAGED',
    message: expect.stringMatching(/^\/.*c\.json is damaged: .*\. Delete it: /),
  });
  rmSync(file);
  expect(await openMemoCache(directory).read('c', 'k', 0)).toBeUndefined();
});

test('several processes write one cache at the same time, and lose nothing', async () => {
  const module = new URL('./memo-cache.ts', import.meta.url).href;
  const children = ['a', 'b', 'c'].map((name) => {
    const script = `
      const { openMemoCache } = await import('${module}');
      const caches = openMemoCache('${directory}');
      for (let count = 0; count < 30; count += 1) await caches.save('c', '${name}' + count, ${JSON.stringify(entry)});`;
    const args = ['--conditions=@tiphys/source', '--input-type=module', '--eval', script];
    return spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  });
  await Promise.all(children.map((child) => once(child, 'exit')));
  const { data } = JSON.parse(readFileSync(path.join(directory, 'c.json'), 'utf8')) as { data: object };
  expect(Object.keys(data)).toHaveLength(90);
});
