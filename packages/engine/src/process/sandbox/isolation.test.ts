import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  environment,
  namespacesWork,
  openBench,
  outputParameter,
  podRequest,
  shell,
} from '../../../test/executor-bench.ts';
import { openStore } from '../../driver/store.ts';
import { createProcessExecutor } from '../process-executor.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

describe.skipIf(!namespaces)(`the file system of a pod${needsNamespaces}`, () => {
  test.for<{ title: string; given: object; want: string }>([
    { title: '/tmp is empty', given: shell('ls -A /tmp | wc -l'), want: '0' },
    {
      title: 'the working folder is a private root',
      given: shell('pwd; echo x > here; cat /here'),
      want: '/\nx',
    },
    {
      title: 'a working folder that does not exist is made',
      given: { container: { command: ['pwd'], workingDir: '/made/for/it' } },
      want: '/made/for/it',
    },
    {
      title: 'the script is at Argo’s path',
      given: { script: { command: ['sh'], source: 'echo $0; stat -c %a $0' } },
      want: '/argo/staging/script\n755',
    },
  ])('$title', async ({ given, want }) => {
    await using bench = openBench();
    expect(await bench.execute(given)).toMatchObject({ phase: 'Succeeded', result: want });
  });

  test('a pod sees nothing that another pod left behind', async () => {
    await using bench = openBench({ maxProcesses: 1 });
    const dirty = 'echo 1 > /tmp/a; mkdir -p /new/folder; echo 1 > /argo/x; chmod 000 /new; echo 1 > /file';
    await bench.execute(shell(dirty));
    const end = await bench.execute(shell('ls -A /tmp /argo; ls -d /new /file 2>/dev/null'));
    expect(end.result).toBe('/argo:\nstaging\n\n/tmp:');
  });

  test.for([
    { title: 'a mount', dirty: 'mount -t tmpfs none /mnt && echo 1 > /mnt/a', look: 'ls -d /mnt/a' },
    {
      title: 'a mount over its files',
      dirty: 'mount -t tmpfs none /tmp',
      look: 'grep -c " /tmp " /proc/mounts',
    },
    { title: 'a variable of the shell', dirty: 'export A=1', look: 'echo "$A"' },
    { title: 'a process', dirty: 'setsid sleep 1000 >/dev/null 2>&1 &', look: 'pgrep sleep' },
    {
      title: 'a mode of a folder',
      dirty: 'chmod 700 /tmp /argo',
      look: 'find /tmp /argo -maxdepth 0 -perm 700',
    },
    { title: 'a limit', dirty: 'ulimit -n 17', look: '[ "$(ulimit -n)" != 17 ] || echo 17' },
  ])('a pod does not see $title that the pod before it left', async ({ dirty, look }) => {
    await using bench = openBench({ maxProcesses: 1 });
    await bench.execute(shell(dirty));
    expect((await bench.execute(shell(`${look}; true`))).result?.replace('0', '')).toBe('');
  });

  test('a link in the place of a folder of the pod is not followed when the pod is cleaned up', async () => {
    const outside = mkdtempSync('/var/tmp/tiphys-outside-');
    try {
      writeFileSync(path.join(outside, 'precious'), '');
      await using bench = openBench({ maxProcesses: 1 });
      await bench.execute(
        shell(`rm -rf /tmp /argo/staging; ln -s ${outside} /tmp; ln -s ${outside} /argo/staging`),
      );
      const next = await bench.execute(shell('ls -A /tmp'));
      expect(next).toMatchObject({ phase: 'Succeeded', result: '' });
      expect(readdirSync(outside)).toEqual(['precious']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('a volume can be mounted at /tmp, also if programs of this machine are under it', async () => {
    const programs = mkdtempSync('/tmp/tiphys-programs-');
    try {
      writeFileSync(path.join(programs, 'tool'), '#!/bin/sh\necho tool\n', { mode: 0o755 });
      await using bench = openBench({ environment: { PATH: `${programs}:${environment.PATH}` } });
      const pod = (text: string): object => ({
        container: {
          command: ['sh', '-c', text],
          volumeMounts: [{ name: 'work', mountPath: '/tmp' }],
        },
        ...outputParameter('/tmp/o'),
      });
      const request = { volumes: [{ name: 'work', persistentVolumeClaim: { claimName: 'wf-work' } }] };
      const first = await bench.execute(pod('tool > /tmp/o; echo kept > /tmp/kept'), request);
      expect(first).toMatchObject({ phase: 'Succeeded', parameters: [{ value: 'tool' }] });
      const second = await bench.execute(pod('cp /tmp/kept /tmp/o'), { ...request, nodeId: 'wf-2' });
      expect(second).toMatchObject({ phase: 'Succeeded', parameters: [{ value: 'kept' }] });
    } finally {
      rmSync(programs, { recursive: true });
    }
  });

  test('folders of PATH that cannot be read, or do not exist, are skipped', async () => {
    const programs = mkdtempSync('/tmp/tiphys-programs-');
    const file = path.join(programs, 'file');
    writeFileSync(file, '');
    try {
      const PATH = [path.join(programs, 'none'), file, `${file}/bin`, 'relative', '', environment.PATH].join(
        ':',
      );
      await using bench = openBench({ environment: { PATH } });
      expect(bench.executor.findNotice()).toBeUndefined();
      expect(await bench.execute(shell('echo x'))).toMatchObject({ result: 'x' });
    } finally {
      rmSync(programs, { recursive: true });
    }
  });

  test.for([
    { title: 'in /tmp', podPath: '/tmp/o' },
    { title: 'in a new folder of the root', podPath: '/outputs/deep/o' },
    { title: 'at the root', podPath: '/o.txt' },
    { title: 'in a folder that this machine has', podPath: '/usr/share/o.txt' },
    { title: 'in /mnt', podPath: '/mnt/out/o' },
    { title: 'at a path that this machine has', podPath: '/etc/hostname' },
  ])('an output $title is private to the pod', async ({ podPath }) => {
    await using bench = openBench();
    const before = existsSync(podPath) ? readFileSync(podPath, 'utf8') : undefined;
    const text = `mkdir -p ${path.dirname(podPath)}; echo written > ${podPath}`;
    const end = await bench.execute(shell(text, outputParameter(podPath)));
    expect(end.parameters).toMatchObject([{ name: 'o', value: 'written' }]);
    expect(existsSync(podPath) ? readFileSync(podPath, 'utf8') : undefined).toBe(before);
  });

  test('an output next to the store is private to the pod', async () => {
    // Pods do not see /tmp of this machine.
    const outside = mkdtempSync('/var/tmp/tiphys-');
    try {
      writeFileSync(path.join(outside, 'data'), 'seen');
      const store = openStore(path.join(outside, '.tiphys')).createRun('wf');
      const executor = createProcessExecutor({ folder: store.folder, environment });
      const text = `cat ${outside}/data > ${outside}/o`;
      const end = await executor.start(podRequest(shell(text, outputParameter(`${outside}/o`)))).done;
      await executor.close();
      expect(end.parameters).toMatchObject([{ value: 'seen' }]);
      expect(readdirSync(outside).sort()).toEqual(['.tiphys', 'data']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('an output that is a link is followed as the pod sees it', async () => {
    await using bench = openBench();
    const text = 'echo linked > /real; ln -s /real /tmp/o';
    const end = await bench.execute(shell(text, outputParameter('/tmp/o')));
    expect(end.parameters).toMatchObject([{ value: 'linked' }]);
  });

  test('volumes are shared as they are declared', async () => {
    await using bench = openBench();
    const pod = (text: string): object => ({
      container: {
        command: ['sh', '-c', text],
        volumeMounts: [
          { name: 'claim', mountPath: '/claim' },
          { name: 'empty', mountPath: '/mnt/empty' },
          { name: 'settings', mountPath: '/etc/settings' },
        ],
      },
    });
    const request = {
      volumes: [
        { name: 'claim', persistentVolumeClaim: { claimName: 'wf-claim' } },
        { name: 'empty', emptyDir: {} },
        { name: 'settings', configMap: { name: 'c' } },
      ],
      objects: [{ kind: 'ConfigMap', metadata: { name: 'c' }, data: { 'a.txt': 'set' } }],
    };
    const first = await bench.execute(
      pod('cat /etc/settings/a.txt; echo 1 > /claim/f; echo 1 > /mnt/empty/f'),
      request,
    );
    const second = await bench.execute(pod('ls /claim /mnt/empty'), request);
    expect([first, second]).toMatchObject([
      { phase: 'Succeeded', result: 'set' },
      { phase: 'Succeeded', result: '/claim:\nf\n\n/mnt/empty:' },
    ]);
    expect(existsSync('/etc/settings')).toBe(false);
  });

  test('a volume that is not declared is an error', async () => {
    await using bench = openBench();
    const end = await bench.execute({
      container: { command: ['true'], volumeMounts: [{ name: 'nope', mountPath: '/v' }] },
    });
    expect(end).toMatchObject({
      phase: 'Error',
      message: "init: Error (exit code 64): volume 'nope' not found in workflow spec",
    });
  });
});

describe('without namespaces', () => {
  test('declared paths are mapped into the folder of the pod, and a notice says so', async () => {
    await using bench = openBench({ isolation: 'mapped' });
    const podPath = bench.pathOf('wf-1', '/outputs/o');
    expect(bench.executor.findNotice()).toContain('{{outputs...path}}');
    expect(podPath.startsWith(bench.directory)).toBe(true);
    const end = await bench.execute(shell(`echo mapped > ${podPath}`, outputParameter('/outputs/o')));
    expect(end).toMatchObject({ phase: 'Succeeded', parameters: [{ value: 'mapped' }] });
  });

  test('scripts run, and temporary files stay in the folder of the pod', async () => {
    await using bench = openBench({ isolation: 'mapped' });
    const end = await bench.execute({ script: { command: ['sh'], source: 'echo $TMPDIR' } });
    expect(end.phase).toBe('Succeeded');
    expect(end.result?.startsWith(bench.directory)).toBe(true);
  });

  test('a pod sees nothing that another pod left in its folder', async () => {
    await using bench = openBench({ isolation: 'mapped', maxProcesses: 1 });
    for (const [index, text] of [
      'true',
      'echo 1 > $TMPDIR/a',
      'mkdir ../x',
      'chmod 0 $TMPDIR',
      'true',
    ].entries()) {
      const nodeId = `wf-${index}`;
      const end = await bench.execute(shell(`ls -A . "$TMPDIR" ..; ${text}`), { nodeId, nodeName: nodeId });
      const tmp = bench.pathOf(nodeId, '/tmp');
      expect(end).toMatchObject({ phase: 'Succeeded', result: `.:\ntmp\n\n..:\nroot\n\n${tmp}:` });
    }
  });

  test('volumes are refused', async () => {
    await using bench = openBench({ isolation: 'mapped' });
    const template = { container: { command: ['true'], volumeMounts: [{ name: 'v', mountPath: '/v' }] } };
    expect(bench.executor.findUnsupported(podRequest(template).template)).toMatchObject({
      code: 'ENGINE_VOLUME',
    });
  });
});
