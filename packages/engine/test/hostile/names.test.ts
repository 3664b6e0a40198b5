import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { namespacesWork, openBench, shell } from '../executor-bench.ts';
import { openOutside, untouched } from './outside.ts';
import { runSteps, script } from './run-hostile.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

const escaping = `${'../'.repeat(20)}tmp/tiphys-escaped`;
const spec = {
  entrypoint: 'main',
  volumes: [{ name: 'cfg', configMap: { name: 'cfg' } }],
  templates: [script('main', 'ls /cfg', {}, { volumeMounts: [{ name: 'cfg', mountPath: '/cfg' }] })],
};

describe('a key of an object', () => {
  test.for([
    { kind: 'ConfigMap', field: 'data', key: escaping },
    { kind: 'ConfigMap', field: 'binaryData', key: '..' },
    { kind: 'Secret', field: 'data', key: 'a/b' },
    { kind: 'Secret', field: 'stringData', key: '.' },
    { kind: 'Secret', field: 'data', key: '' },
    { kind: 'ConfigMap', field: 'data', key: '..data' },
  ])('of a $kind is refused as Kubernetes refuses it: $field $key', async ({ kind, field, key }) => {
    const object = { kind, metadata: { name: 'cfg' }, [field]: { ok: 'ZmluZQ==', [key]: 'b3duZWQ=' } };
    await expect(runSteps(spec, [object])).rejects.toMatchObject({
      code: 'ENGINE_INVALID_OBJECT',
      message: expect.stringContaining(`${kind} "cfg" is invalid: ${field}[${JSON.stringify(key)}]`),
    });
    expect(existsSync('/tmp/tiphys-escaped')).toBe(false);
  });

  test.for(['a', 'A-b_c.d', '.hidden', 'x..y'])('such as %s is fine', async (key) => {
    const object = { kind: 'ConfigMap', metadata: { name: 'cfg' }, data: { [key]: 'v' } };
    const nodes = await runSteps({ ...spec, templates: [script('main', 'true')] }, [object]);
    expect(nodes.get('wf')).toMatchObject({ phase: 'Succeeded' });
  });
});

describe.skipIf(!namespaces)(`names of volumes${needsNamespaces}`, () => {
  const objects = [
    { kind: 'ConfigMap', metadata: { name: 'cfg' }, data: { key: 'from map' } },
    { kind: 'Secret', metadata: { name: 'sec' }, data: { key: 'ZnJvbSBzZWNyZXQ=' } },
  ];
  const cfg = (items: readonly object[]): object => ({ name: 'v', configMap: { name: 'cfg', items } });

  test.for<{ title: string; volume: object; mount?: object; want: string }>([
    {
      title: 'the path of an item that leads out',
      volume: cfg([{ key: 'key', path: escaping }]),
      want: "must not contain '..'",
    },
    {
      title: 'the path of an item that is absolute',
      volume: cfg([{ key: 'key', path: '/tmp/tiphys-escaped' }]),
      want: 'must be a relative path',
    },
    {
      title: 'an item whose key is missing',
      volume: cfg([{ key: 'none', path: 'a' }]),
      want: 'references non-existent config key: none',
    },
    {
      title: 'the name of a claim',
      volume: { name: 'v', persistentVolumeClaim: { claimName: escaping } },
      want: 'spec.volumes.persistentVolumeClaim.claimName: Invalid value',
    },
    {
      title: 'the name of a volume',
      volume: { name: escaping, emptyDir: {} },
      mount: { name: escaping, mountPath: '/v' },
      want: 'spec.volumes.name: Invalid value',
    },
    {
      title: 'the name of a claim template',
      volume: { metadata: { name: escaping }, spec: {} },
      mount: { name: escaping, mountPath: '/v' },
      want: 'spec.volumes.name: Invalid value',
    },
    {
      title: 'a subPath that leads out of its volume',
      volume: { name: 'v', emptyDir: {} },
      mount: { name: 'v', mountPath: '/v', subPath: '../../x' },
      want: 'spec.volumeMounts.subPath: Invalid value: "../../x": must not contain \'..\'',
    },
  ])('$title is an error of the node', async ({ volume, mount, want }) => {
    await using bench = openBench();
    const volumeMounts = [mount ?? { name: 'v', mountPath: '/v' }];
    const template = { container: { command: ['true'], volumeMounts } };
    const end = await bench.execute(template, { volumes: [volume], objects });
    expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining(want) });
    expect(existsSync('/tmp/tiphys-escaped')).toBe(false);
    expect(readdirSync(bench.run.folder.directory)).not.toContain('x');
  });

  test('a mount at a path with dots stays in the pod', async () => {
    using outside = openOutside();
    await using bench = openBench();
    const volumeMounts = [{ name: 'v', mountPath: `/x/../../../${outside.directory}/m` }];
    const end = await bench.execute(
      { container: { command: ['sh', '-c', `echo 1 > ${outside.directory}/m/f`], volumeMounts } },
      { volumes: [{ name: 'v', emptyDir: {} }] },
    );
    expect(end).toMatchObject({ phase: 'Succeeded' });
    expect(outside.list()).toEqual(untouched);
  });

  test('a file of a volume is mounted as a file, with the mode that the workflow names', async () => {
    await using bench = openBench();
    const volumeMounts = [{ name: 'v', mountPath: '/etc/app/run.sh', subPath: 'run.sh' }];
    const volume = { name: 'v', configMap: { name: 'c', defaultMode: 0o755 } };
    const end = await bench.execute(
      { container: { command: ['/etc/app/run.sh'], volumeMounts } },
      {
        volumes: [volume],
        objects: [{ kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'run.sh': '#!/bin/sh\necho ran' } }],
      },
    );
    expect(end).toMatchObject({ phase: 'Succeeded', result: 'ran' });
  });

  test('a Secret is a file that only its user can read', async () => {
    await using bench = openBench();
    const volumeMounts = [{ name: 'v', mountPath: '/secret' }];
    const text = 'stat -c %a /secret /secret/key; cat /secret/key';
    const end = await bench.execute(
      { container: { command: ['sh', '-c', text], volumeMounts } },
      { volumes: [{ name: 'v', secret: { secretName: 'sec' } }], objects },
    );
    expect(end).toMatchObject({ phase: 'Succeeded', result: '700\n600\nfrom secret' });
    expect(existsSync(path.join(bench.run.folder.pods, 'volumes'))).toBe(false);
  });
});

describe('a key of an artifact', () => {
  test.for([
    { title: 'that leads out', key: '../../escaped', want: 'leads out of the store' },
    { title: 'with dots inside', key: 'a/../b', want: 'leads out of the store' },
    { title: 'that is no name', key: '/', want: 'leads out of the store' },
  ])('$title is refused for outputs and inputs', async ({ key, want }) => {
    await using bench = openBench();
    const at = bench.pathOf('wf-1', '/tmp/o');
    const output = await bench.execute(
      shell(`echo 1 > ${at}`, { outputs: { artifacts: [{ name: 'a', path: '/tmp/o', s3: { key } }] } }),
    );
    const input = await bench.execute(
      shell('true', { inputs: { artifacts: [{ name: 'a', path: '/tmp/i', s3: { key } }] } }),
      { nodeId: 'wf-2' },
    );
    expect(output).toMatchObject({ phase: 'Error', message: expect.stringContaining(want) });
    expect(input).toMatchObject({ phase: 'Error', message: expect.stringContaining(want) });
  });

  test('that is too long for any file system is an error of the node', async () => {
    await using bench = openBench();
    const at = bench.pathOf('wf-1', '/tmp/o');
    const artifact = { name: 'a', path: '/tmp/o', s3: { key: 'x'.repeat(5000) } };
    const end = await bench.execute(shell(`echo 1 > ${at}`, { outputs: { artifacts: [artifact] } }));
    expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining('ENAMETOOLONG') });
  });
});
