import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { namespacesWork, openBench, outputParameter, shell } from '../executor-bench.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

const socket = {
  title: 'a socket',
  text: `${JSON.stringify(process.execPath)} -e 'require("net").createServer().listen("/tmp/o",()=>process.exit())'`,
  parts: '/tmp/o is not a regular file or directory',
};

const specials = [
  { title: 'a link to a device that never ends', text: 'ln -s /dev/zero /tmp/o', parts: '/dev/zero' },
  { title: 'a link to a device that waits', text: 'ln -s /dev/tty /tmp/o', parts: '/dev/tty' },
  { title: 'a pipe', text: 'mkfifo /tmp/o', parts: '/tmp/o is not a regular file or directory' },
  { title: 'a link to a pipe', text: 'mkfifo /tmp/p; ln -s p /tmp/o', parts: '/tmp/o is not a regular file' },
  // A pod has a /tmp of its own, in which it does not see this Node.js if that is installed under /tmp.
  ...(process.execPath.startsWith('/tmp/') ? [] : [socket]),
];

describe.skipIf(!namespaces)(`an output that is no file${needsNamespaces}`, () => {
  test.for(specials)('but $title is an error of the node at once', async ({ text, parts }) => {
    await using bench = openBench();
    // Node.js removes a socket when it exits, so only a killed process leaves one.
    const source = text.replace('process.exit()', 'process.kill(process.pid,9)');
    const [parameter, artifact] = await Promise.all([
      bench.execute(shell(`${source}; true`, outputParameter('/tmp/o', { default: 'D' }))),
      bench.execute(shell(`${source}; true`, { outputs: { artifacts: [{ name: 'a', path: '/tmp/o' }] } }), {
        nodeId: 'wf-2',
      }),
    ]);
    for (const end of [parameter, artifact]) {
      expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining(parts) });
    }
  });

  test.for(['/dev/zero', '/dev/stdout', '/proc/kmsg'])(
    'is refused before the step runs: %s',
    async (device) => {
      await using bench = openBench();
      const end = await bench.execute(shell('true', outputParameter(device)));
      expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining(device) });
    },
  );

  test('cannot be in a folder that is an artifact', async () => {
    await using bench = openBench();
    const end = await bench.execute(
      shell('mkdir /o; mkfifo /o/pipe; echo 1 > /o/file; ln -s /dev/zero /o/zero', {
        outputs: { artifacts: [{ name: 'a', path: '/o' }] },
      }),
    );
    expect(end).toMatchObject({ phase: 'Succeeded' });
    const archive = `${bench.run.folder.artifacts}/${end.artifacts[0]?.s3?.key}`;
    expect(existsSync(archive)).toBe(true);
    const names = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' });
    expect(names).toBe('o/\no/file\no/zero\n');
  });
});

describe('the size of an output parameter', () => {
  test.for([
    { title: 'of one byte more than the limit', size: 11, want: { phase: 'Error' } },
    { title: 'at the limit', size: 10, want: { phase: 'Succeeded' } },
  ])('$title ends in $want.phase', async ({ size, want }) => {
    await using bench = openBench({ limits: { parameterBytes: 10 } });
    const at = bench.pathOf('wf-1', '/tmp/o');
    const end = await bench.execute(shell(`head -c ${size} /dev/zero > ${at}`, outputParameter('/tmp/o')));
    expect(end).toMatchObject(want);
    if (want.phase === 'Error') expect(end.message).toContain('limit parameterBytes: 10');
  });

  test('of a huge file without content costs no memory', async () => {
    await using bench = openBench();
    const at = bench.pathOf('wf-1', '/tmp/o');
    const before = process.memoryUsage.rss();
    const end = await bench.execute(
      shell(`truncate -s 2G ${at}`, outputParameter('/tmp/o', { default: 'D' })),
    );
    expect(end).toMatchObject({ phase: 'Error', message: expect.stringContaining('limit parameterBytes') });
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * 1024 * 1024);
  });
});
