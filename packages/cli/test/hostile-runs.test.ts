import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runTiphys } from './run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const main = path.join(import.meta.dirname, '../src/main.ts');

function workflow(source: string, more = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf }
spec:
  entrypoint: main
  templates:
    - name: main
      script:
        image: alpine
        command: [sh]
        source: ${JSON.stringify(source)}
${more}`;
}

/** Runs the command as a user who is not root: this one, or nobody where this one is root. */
function runAsUser(
  folder: TemporaryFolder,
  env: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly err: string } {
  const words = [process.execPath, '--conditions=@tiphys/source', main, 'run', 'wf.yaml', '--store', 'store'];
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder.path, 65_534, 65_534);
  const [file = '', ...args] = isRoot
    ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...words]
    : words;
  const options = { cwd: folder.path, env: { ...process.env, HOME: folder.path, ...env }, timeout: 60_000 };
  const ended = spawnSync(file, args, { ...options, encoding: 'utf8' });
  return { code: ended.status, err: ended.stderr };
}

/** Whether a user who is not root finds the sources and may become one here. */
const canBeUser =
  process.getuid?.() !== 0 ||
  spawnSync('setpriv', ['--reuid=65534', '--clear-groups', 'test', '-r', main]).status === 0;

describe.skipIf(!canBeUser)(
  `for a user who is not root${canBeUser ? '' : ' (skipped: this user cannot become another)'}`,
  () => {
    test.for([
      {
        title: 'without write permission',
        text: 'mkdir /tmp/cache; touch /tmp/cache/f; chmod 555 /tmp/cache',
      },
      {
        title: 'without any permission',
        text: 'mkdir -p /tmp/a/b/c; chmod 0 /tmp/a/b /tmp/a; mkdir /d; chmod 0 /d',
      },
    ])('a folder $title does no harm to the result, and is removed', ({ text }) => {
      using folder = temporaryFolder({ 'wf.yaml': workflow(text) });
      expect(runAsUser(folder)).toMatchObject({ code: 0 });
      const run = path.join(folder.path, 'store/runs/wf');
      expect(JSON.parse(readFileSync(path.join(run, 'workflow.json'), 'utf8')).status.phase).toBe(
        'Succeeded',
      );
      expect(existsSync(path.join(run, 'pods'))).toBe(false);
    });

    test('folders in PATH that are closed are passed over', () => {
      using folder = temporaryFolder({ 'wf.yaml': workflow('cat /dev/null') });
      const closed = path.join(folder.path, 'closed/bin');
      mkdirSync(closed, { recursive: true });
      chmodSync(path.dirname(closed), 0);
      try {
        const found = runAsUser(folder, { PATH: `${closed}:/no/such:${process.env.PATH}` });
        expect(found).toMatchObject({ code: 0 });
      } finally {
        chmodSync(path.dirname(closed), 0o700);
      }
    });

    test('a store in a folder of others is refused with advice', () => {
      using folder = temporaryFolder({ 'wf.yaml': workflow('true') });
      mkdirSync(path.join(folder.path, 'store'), { mode: 0o500 });
      expect(runAsUser(folder)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/ENGINE_STORE_WRITE_FAILED.*\s.*EACCES.*You may not write there/),
      });
    });
  },
);

describe('a place where no store can be', () => {
  test.for([
    { store: '/proc/tiphys', want: 'No folder can be made there' },
    { store: '/sys/tiphys', want: 'choose another one' },
    { store: '/dev/null', want: 'A part of the path is a file' },
    { store: 'wf.yaml/store', want: 'A part of the path is a file' },
  ])('is refused with advice: $store', async ({ store, want }) => {
    using folder = temporaryFolder({ 'wf.yaml': workflow('true') });
    const ended = await runTiphys(['run', 'wf.yaml', '--store', store], { cwd: folder.path });
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(want) });
    expect(ended.err).toContain('ENGINE_STORE_WRITE_FAILED');
  });
});

test('a ConfigMap with a key that leads out is refused before anything is written', async () => {
  using folder = temporaryFolder({
    'wf.yaml': workflow(
      'ls /cfg',
      '        volumeMounts: [{ name: cfg, mountPath: /cfg }]\n  volumes: [{ name: cfg, configMap: { name: cfg } }]\n',
    ),
    'cfg.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: cfg }\ndata:\n  ok: fine\n  ../../../../../kept: owned\n',
    kept: 'mine',
  });
  const words = ['run', 'wf.yaml', '--with', 'cfg.yaml', '--store', 'store'];
  const ended = await runTiphys(words, { cwd: folder.path });
  expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('ENGINE_INVALID_OBJECT') });
  expect(ended.err).toContain('data["../../../../../kept"]');
  expect(readFileSync(path.join(folder.path, 'kept'), 'utf8')).toBe('mine');
});

test('a failed step with a long log costs little memory, and the end of the log is shown', async () => {
  using folder = temporaryFolder({
    'wf.yaml': workflow(
      'head -c 300000000 /dev/zero | tr "\\\\0" "a" | fold -w 1000; echo; echo the end; exit 1',
    ),
  });
  const child = spawn(
    process.execPath,
    ['--conditions=@tiphys/source', main, 'run', 'wf.yaml', '--store', 'store'],
    { cwd: folder.path, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let peak = 0;
  const timer = setInterval(() => {
    const status =
      existsSync(`/proc/${child.pid}/status`) && readFileSync(`/proc/${child.pid}/status`, 'utf8');
    if (status) peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }, 20);
  let out = '';
  for await (const chunk of child.stdout) out += chunk;
  clearInterval(timer);
  expect(out).toContain('the end');
  expect(out.length).toBeLessThan(100_000);
  expect(readdirSync(path.join(folder.path, 'store/runs/wf/logs'))).toEqual(['wf.log']);
  // In KiB; where there is no /proc, nothing was seen.
  expect(peak).toBeLessThan(400 * 1024);
});
