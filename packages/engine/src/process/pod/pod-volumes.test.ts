import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { namespacesWork, openBench } from '../../../test/executor-bench.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

const objects = [
  { kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'one', b: 'two' } },
  { kind: 'Secret', metadata: { name: 's' }, stringData: { k: 'hidden' } },
];

/** Returns a template that mounts a volume at `/v` and runs a line of shell. */
function withVolume(volume: object, text: string, mount: object = {}): object {
  return {
    metadata: { labels: { team: 'red' } },
    volumes: [{ name: 'v', ...volume }],
    container: {
      image: 'busybox',
      command: ['sh', '-c', text],
      env: [{ name: 'PART', value: 'x' }],
      resources: { limits: { memory: '2Mi' } },
      volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }],
    },
  };
}

describe.skipIf(!namespaces)(`volumes${needsNamespaces}`, () => {
  test.for<{ title: string; volume: object; text: string; mount?: object; want: object }>([
    {
      title: 'fields of the pod',
      volume: {
        downwardAPI: {
          items: [
            { path: 'd/labels', fieldRef: { fieldPath: 'metadata.labels' } },
            {
              path: 'memory',
              resourceFieldRef: { containerName: 'main', resource: 'limits.memory', divisor: '1Mi' },
            },
          ],
        },
      },
      text: 'head -n 1 /v/d/labels; cat /v/memory',
      want: { result: 'team="red"\n2' },
    },
    {
      title: 'several sources',
      volume: {
        projected: {
          defaultMode: 0o444,
          sources: [
            { configMap: { name: 'c', items: [{ key: 'a', path: 'x/a' }] } },
            { secret: { name: 's' } },
            { downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
          ],
        },
      },
      text: 'cat /v/x/a; echo; cat /v/k; echo; cat /v/name; echo; stat -c %a /v/x/a /v/k',
      want: { result: 'one\nhidden\nwf-t-1\n444\n400' },
    },
    {
      title: 'modes of files',
      volume: {
        configMap: {
          name: 'c',
          defaultMode: 0o600,
          items: [
            { key: 'a', path: 'a' },
            { key: 'b', path: 'b', mode: 0o755 },
          ],
        },
      },
      text: 'stat -c %a /v/a /v/b',
      want: { result: '600\n755' },
    },
    {
      title: 'a missing optional object leaves an empty folder',
      volume: { projected: { sources: [{ configMap: { name: 'none', optional: true } }] } },
      text: 'ls -A /v',
      want: { phase: 'Succeeded', result: '' },
    },
    {
      title: 'a missing object is an error',
      volume: { projected: { sources: [{ secret: { name: 'none' } }] } },
      text: 'true',
      want: { phase: 'Error', message: 'init: Error (exit code 64): secret "none" not found' },
    },
    {
      title: 'no source leads out of the volume',
      volume: { downwardAPI: { items: [{ path: '../../x', fieldRef: { fieldPath: 'metadata.name' } }] } },
      text: 'true',
      want: { phase: 'Error', message: expect.stringContaining("must not contain '..'") },
    },
    {
      title: 'a part that a variable names',
      volume: { projected: { sources: [{ configMap: { name: 'c', items: [{ key: 'a', path: 'x/a' }] } }] } },
      text: 'ls /v',
      mount: { subPathExpr: '$(PART)' },
      want: { phase: 'Succeeded', result: 'a' },
    },
    {
      title: 'a part named by a variable that does not exist',
      volume: { emptyDir: {} },
      text: 'true',
      mount: { subPathExpr: 'x/$(NONE)' },
      want: {
        phase: 'Error',
        message:
          'init: Error (exit code 64): failed to prepare subPath for volumeMount: missing value for "NONE"',
      },
    },
    {
      title: 'a part that a variable names outside of the volume',
      volume: { emptyDir: {} },
      text: 'true',
      mount: { subPathExpr: '$(PART)/../..' },
      want: { phase: 'Error', message: expect.stringContaining("must not contain '..'") },
    },
    {
      title: 'two parts',
      volume: { emptyDir: {} },
      text: 'true',
      mount: { subPath: 'a', subPathExpr: 'b' },
      want: { phase: 'Error', message: expect.stringContaining('mutually exclusive') },
    },
    {
      title: 'tokens are not available',
      volume: { projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
      text: 'true',
      want: { phase: 'Error', message: expect.stringContaining('serviceAccountToken') },
    },
  ])('$title', async ({ mount, text, volume, want }) => {
    await using bench = openBench();
    expect(await bench.execute(withVolume(volume, text, mount), { objects })).toMatchObject(want);
  });
});

describe.skipIf(!namespaces)(`folders of this machine${needsNamespaces}`, () => {
  async function runWith(make: (folder: string) => { hostPath: object; text: string; subPath?: string }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-host-'));
    mkdirSync(path.join(folder, 'sub'));
    writeFileSync(path.join(folder, 'sub/file'), 'of the machine');
    const { text, subPath, hostPath } = make(folder);
    await using bench = openBench();
    try {
      const end = await bench.execute(
        withVolume({ hostPath }, text, subPath === undefined ? {} : { subPath }),
      );
      return { end, content: readFileSync(path.join(folder, 'sub/file'), 'utf8') };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  test('a pod reads and writes them', async () => {
    const { content, end } = await runWith((folder) => ({
      hostPath: { path: folder, type: 'Directory' },
      text: 'cat /v/sub/file; echo changed > /v/sub/file',
    }));
    expect(end).toMatchObject({ phase: 'Succeeded', result: 'of the machine' });
    expect(content).toBe('changed\n');
  });

  test('a part of one may be mounted', async () => {
    const { end } = await runWith((folder) => ({
      hostPath: { path: folder },
      text: 'cat /v/file',
      subPath: 'sub',
    }));
    expect(end).toMatchObject({ result: 'of the machine' });
  });

  test.for([
    {
      title: 'one that does not exist',
      given: (folder: string) => ({ path: `${folder}/none`, type: 'DirectoryOrCreate' }),
    },
    { title: 'a folder as a file', given: (folder: string) => ({ path: folder, type: 'File' }) },
    { title: 'a device', given: () => ({ path: '/dev/null', type: 'CharDevice' }) },
  ])('$title is refused', async ({ given }) => {
    const { end } = await runWith((folder) => ({ hostPath: given(folder), text: 'true' }));
    expect(end).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('hostPath type check failed'),
    });
  });

  test('a part that does not exist is not made', async () => {
    const { end } = await runWith((folder) => ({
      hostPath: { path: folder },
      text: 'true',
      subPath: 'none',
    }));
    expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining('none does not exist') });
  });

  test('the folder of the run is refused', async () => {
    const { end } = await runWith(() => ({ hostPath: { path: '/' }, text: 'true' }));
    expect(end).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('contains the files of this run'),
    });
  });
});
