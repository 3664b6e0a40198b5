import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runLine, runTiphys } from './run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** Whether volumes can be mounted on this machine. */
const namespaces = ['-m', '-rm'].some((flags) => spawnSync('unshare', [flags, 'true']).status === 0);

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

/** Runs the command as a user who is not root: the current user, or nobody if that is root. */
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

/** Whether the tests can switch to a user who is not root, and that user can read the sources. */
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
    ])('a folder $title does not affect the result, and is removed', ({ text }) => {
      using folder = temporaryFolder({ 'wf.yaml': workflow(text) });
      expect(runAsUser(folder)).toMatchObject({ code: 0 });
      const run = path.join(folder.path, 'store/runs/wf');
      expect(JSON.parse(readFileSync(path.join(run, 'workflow.json'), 'utf8')).status.phase).toBe(
        'Succeeded',
      );
      expect(existsSync(path.join(run, 'pods'))).toBe(false);
    });

    test('unreadable folders in PATH are skipped', () => {
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

    test('a store in a folder of another user is rejected with advice', () => {
      using folder = temporaryFolder({ 'wf.yaml': workflow('true') });
      mkdirSync(path.join(folder.path, 'store'), { mode: 0o500 });
      expect(runAsUser(folder)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/ENGINE_WRITE_FAILED.*\s.*EACCES.*You have no permission to write there/),
      });
    });
  },
);

describe('a store that cannot be created', () => {
  test.for([
    { store: '/proc/tiphys', want: 'The folder cannot be created' },
    { store: '/sys/tiphys', want: 'choose another one' },
    { store: '/dev/null', want: '/dev/null is a file', code: 'CLI_STORE' },
    { store: 'wf.yaml/store', want: 'A part of the path is a file' },
  ])('is rejected with advice: $store', async ({ store, want, code = 'ENGINE_WRITE_FAILED' }) => {
    using folder = temporaryFolder({ 'wf.yaml': workflow('true') });
    const ended = await runTiphys(['run', 'wf.yaml', '--store', store], { cwd: folder.path });
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(want) });
    expect(ended.err).toContain(code);
  });
});

test('a ConfigMap with a key that leaves its folder is rejected before anything is written', async () => {
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
  expect(ended.err).toContain('cfg.yaml: ConfigMap "cfg" is invalid: data["../../../../../kept"]');
  expect(readFileSync(path.join(folder.path, 'kept'), 'utf8')).toBe('mine');
});

describe('after the command was killed', () => {
  test('terminate ends what survives of the run, and removes its Secrets', async () => {
    const sleep = `1000.${Math.floor(Math.random() * 1e9)}`;
    const text = `(setsid sh -c "trap '' TERM HUP; sleep ${sleep} & wait" >/dev/null 2>&1 &); sleep 1000`;
    using folder = temporaryFolder({
      'wf.yaml': workflow(
        text,
        namespaces
          ? '        volumeMounts: [{ name: s, mountPath: /s }]\n  volumes: [{ name: s, secret: { secretName: s } }]\n'
          : '',
      ),
      's.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { key: hidden }\n',
    });
    const words = [
      '--conditions=@tiphys/source',
      main,
      'run',
      'wf.yaml',
      '--with',
      's.yaml',
      '--store',
      'store',
    ];
    const child = spawn(process.execPath, words, { cwd: folder.path, stdio: 'ignore' });
    await until(() => countProcesses(sleep) > 0);
    child.kill('SIGKILL');
    const pods = path.join(folder.path, 'store/runs/wf/pods');
    expect(statSync(pods).mode & 0o777).toBe(0o700);
    // Its tasks outlive the command, for whoever resumes the run.
    expect(countProcesses(sleep)).toBeGreaterThan(0);
    const ended = await runLine(folder, 'terminate wf --store store');
    expect(ended).toMatchObject({ code: 0, out: 'workflow wf terminated\n' });
    await until(() => countProcesses(sleep) === 0);
    expect(existsSync(pods)).toBe(false);
    expect(existsSync(path.join(folder.path, 'store/runs/wf/secrets.json'))).toBe(false);
  });
});

describe('Ctrl-C', () => {
  test('ends the command at once before the first task starts', async () => {
    const step = 'withSequence: { count: "20000000" }';
    using folder = temporaryFolder({
      'wf.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: wf }
spec:
  entrypoint: main
  templates:
    - { name: main, steps: [[{ name: p, template: p, ${step} }]] }
    - { name: p, container: { image: a, command: ['true'] } }
`,
    });
    const many = ['--max-iterations', '20000000'];
    const words = ['--conditions=@tiphys/source', main, 'run', 'wf.yaml', '--store', 'store', ...many];
    const child = spawn(process.execPath, words, { cwd: folder.path, stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    await until(() => existsSync(path.join(folder.path, 'store/runs/wf/manifest.yaml')));
    await new Promise((resolve) => setTimeout(resolve, 500));
    const start = Date.now();
    child.kill('SIGINT');
    expect(['SIGINT', 130, 1, 2]).toContain(await ended);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Counts the processes that sleep for the given time. */
function countProcesses(sleep: string): number {
  const listed = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
  return listed.split('\n').filter((line) => line === `sleep ${sleep}`).length;
}

test('a limit is set by an option, and named when it is exceeded', async () => {
  using folder = temporaryFolder({
    'wf.yaml': workflow(
      'echo 12345678901 > {{outputs.parameters.o.path}}',
      '      outputs: { parameters: [{ name: o, valueFrom: { path: /tmp/o } }] }\n',
    ),
  });
  const words = ['run', 'wf.yaml', '--store', 'store', '--limit'];
  const [met, raised, wrong] = await Promise.all([
    runTiphys([...words, 'parameterBytes=10'], { cwd: folder.path }),
    runTiphys([...words, 'parameterBytes=12'], { cwd: folder.path }),
    runTiphys([...words, 'bytes=12'], { cwd: folder.path }),
  ]);
  expect(met).toMatchObject({ code: 1, out: expect.stringContaining('limit parameterBytes: 10') });
  expect(raised).toMatchObject({ code: 0 });
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('--limit takes NAME=NUMBER') });
});

test('a failed step with a long log uses little memory, and the end of the log is shown', async () => {
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
  // In KiB. Without /proc, nothing is measured.
  expect(peak).toBeLessThan(400 * 1024);
});
