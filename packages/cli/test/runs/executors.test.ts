import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loopbackServer } from '../loopback-server.ts';
import { runLine, runTiphys } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';

function workflow(templates: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: w- }
spec:
  entrypoint: main
  templates:
${templates}`;
}

/** Calls a plugin, and fails at first in the task after it. */
const greeting = workflow(`    - name: main
      steps:
        - - { name: greet, template: greet }
        - - name: check
            template: check
            arguments: { parameters: [{ name: text, value: '{{steps.greet.outputs.parameters.text}}' }] }
    - { name: greet, plugin: { hello: { who: Ann } }, outputs: { parameters: [{ name: text, valueFrom: { path: /x } }] } }
    - name: check
      inputs: { parameters: [{ name: text }] }
      script: { image: alpine, command: [sh], source: 'echo "{{inputs.parameters.text}}"; test -e MARK' }
`);

/** Answers as a plugin that greets, and keeps the tokens that it was given. */
function greeter(tokens: unknown[]): ReturnType<typeof loopbackServer> {
  return loopbackServer((request, response) => {
    tokens.push(request.headers.authorization);
    const text = { name: 'text', value: 'hello' };
    response.end(JSON.stringify({ node: { phase: 'Succeeded', outputs: { parameters: [text] } } }));
  });
}

describe('--plugin', () => {
  test('runs plugin templates, also when the run is retried, with a token that is kept nowhere', async () => {
    const tokens: unknown[] = [];
    await using server = await greeter(tokens);
    using folder = temporaryFolder();
    const mark = path.join(folder.path, 'mark');
    using files = temporaryFolder({ 'w.yaml': greeting.replace('MARK', mark) });
    const options = { cwd: files.path, env: { TIPHYS_PLUGIN_TOKEN_HELLO: 'top-secret' } };
    const words = ['run', 'w.yaml', '--name', 'first', '--plugin', `hello=${server.address}/`];
    const first = await runTiphys(words, options);
    expect(first.code).toBe(1);
    cpSync(path.join(files.path, 'w.yaml'), mark);
    const again = await runTiphys(['resubmit', 'first'], options);
    expect(again.err + again.out).toContain('Succeeded');
    expect(tokens).toEqual(['Bearer top-secret', 'Bearer top-secret']);
    expect(first.out + first.err + again.out + again.err).not.toContain('top-secret');
    for (const name of ['settings.json', 'journal.jsonl', 'workflow.json'])
      expect(readFileSync(path.join(files.path, '.tiphys/runs/first', name), 'utf8')).not.toContain(
        'top-secret',
      );
  });

  test('a plugin without an address is refused before the run, with the option', async () => {
    using folder = temporaryFolder({ 'w.yaml': greeting });
    const { code, err } = await runLine(folder, 'run w.yaml');
    expect(code).toBe(2);
    expect(err).toContain('ENGINE_PLUGIN_ADDRESS');
    expect(err).toContain('--plugin hello=http://127.0.0.1:PORT');
  });

  test.for([
    { given: 'hello', says: 'not "hello"' },
    { given: 'hello=4355', says: 'not "hello=..."' },
    { given: 'hello=ftp://x', says: 'not "hello=..."' },
    { given: 'hello=http://me:pass@x', says: 'must not have a user or password' },
  ])('$given is an error', async ({ given, says }) => {
    using folder = temporaryFolder({ 'w.yaml': greeting });
    const { code, err } = await runTiphys(['run', 'w.yaml', '--plugin', given], { cwd: folder.path });
    expect(code).toBe(2);
    expect(err).toContain(says);
    expect(err).not.toContain('pass@');
  });
});

test('http templates send requests to this machine, and to other hosts only with --allow-host', async () => {
  await using server = await loopbackServer((_, response) => response.end('pong'));
  const text = workflow(
    `    - { name: main, http: { url: '${server.address}', successCondition: 'response.body == "pong"' } }\n`,
  );
  using folder = temporaryFolder({
    'w.yaml': text,
    'far.yaml': text.replace(server.address, 'http://far.invalid'),
  });
  const cwd = folder.path;
  expect(await runTiphys(['run', 'w.yaml'], { cwd })).toMatchObject({ code: 0 });
  const refused = await runTiphys(['run', 'far.yaml'], { cwd });
  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--allow-host far.invalid');
  const allowed = await runTiphys(['run', 'far.yaml', '--allow-host', 'far.invalid'], { cwd });
  expect(allowed).toMatchObject({ code: 1, out: expect.stringContaining('no such host') as string });
});

/** Changes a ConfigMap, creates another one, and reads both in a pod. */
const objects = workflow(`    - name: main
      steps:
        - - { name: patch, template: patch }
        - - { name: create, template: create }
        - - { name: read, template: read }
    - name: patch
      resource:
        action: patch
        mergeStrategy: merge
        manifest: |
          { apiVersion: v1, kind: ConfigMap, metadata: { name: given }, data: { level: loud } }
    - name: create
      resource:
        action: create
        manifest: |
          { apiVersion: v1, kind: ConfigMap, metadata: { name: made }, data: { colour: red } }
      outputs: { parameters: [{ name: colour, valueFrom: { jsonPath: '{.data.colour}' } }] }
    - name: read
      container:
        image: alpine
        command: [sh, -c, 'echo "$LEVEL $COLOUR"; test -e MARK']
        env:
          - { name: LEVEL, valueFrom: { configMapKeyRef: { name: given, key: level } } }
          - { name: COLOUR, valueFrom: { configMapKeyRef: { name: made, key: colour } } }
`);

const given = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: given }\ndata: { level: quiet }\n';

function logOf({ path: cwd }: TemporaryFolder, run: string, task: string): string {
  return readFileSync(path.join(cwd, `.tiphys/runs/${run}/logs/${task}.log`), 'utf8');
}

describe('resource templates', () => {
  test('change the objects of the run, which its later pods read', async () => {
    using folder = temporaryFolder({ 'w.yaml': objects.replace('MARK', '/'), 'given.yaml': given });
    for (const name of ['one', 'two']) {
      const words = ['run', 'w.yaml', '--with', 'given.yaml', '--name', name];
      // The second run creates the same object again: it has objects of its own.
      expect(await runTiphys(words, { cwd: folder.path })).toMatchObject({ code: 0 });
      expect(logOf(folder, name, `${name}[2].read`)).toBe('loud red\n');
    }
  });

  test('a run that goes on where another failed has its objects', async () => {
    using folder = temporaryFolder({ 'w.yaml': objects.replace('MARK', './none'), 'given.yaml': given });
    const cwd = folder.path;
    const words = ['run', 'w.yaml', '--with', 'given.yaml'];
    expect(await runTiphys([...words, '--name', 'one'], { cwd })).toMatchObject({ code: 1 });
    using fixed = temporaryFolder({ 'w.yaml': objects.replace('MARK', '/'), 'given.yaml': given });
    const file = path.join(fixed.path, 'w.yaml');
    const next = await runTiphys(
      ['run', file, '--with', 'given.yaml', '--from-failure', 'one', '--name', 'two'],
      { cwd },
    );
    expect(next).toMatchObject({ code: 0 });
    expect(logOf(folder, 'two', 'two[2].read')).toBe('loud red\n');
  });

  test('leave no Secret behind that was given with the run, which a retry reads again', async () => {
    const text = objects
      .replace('name: made, key: colour', 'name: given, key: level')
      .replace(
        'env:\n',
        'env:\n          - { name: TOKEN, valueFrom: { secretKeyRef: { name: s, key: t } } }\n',
      )
      .replace('echo "', 'echo "$TOKEN ');
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { t: hush }\n';
    using folder = temporaryFolder({
      'w.yaml': text.replace('MARK', '/work/none'),
      'given.yaml': given,
      'secret.yaml': secret,
    });
    const cwd = folder.path;
    const words = ['run', 'w.yaml', '--with', 'given.yaml', '--with', 'secret.yaml', '--name', 'one'];
    const secrets = path.join(cwd, '.tiphys/runs/one/objects/objects/default.json/secrets');
    for (const line of [words, ['retry', 'one']]) {
      expect(await runTiphys(line, { cwd })).toMatchObject({ code: 1 });
      expect(logOf(folder, 'one', 'one[2].read')).toBe('hush loud loud\n');
      expect(readdirSync(secrets)).toEqual([]);
    }
  });

  test('a kind that nothing would act on is refused before the run, with the option', async () => {
    const job = workflow(
      `    - { name: main, resource: { action: create, manifest: "apiVersion: batch/v1\\nkind: Job\\nmetadata: {name: j}\\n" } }\n`,
    );
    using folder = temporaryFolder({ 'w.yaml': job });
    const { code, err } = await runLine(folder, 'run w.yaml');
    expect(code).toBe(2);
    expect(err).toContain('ENGINE_RESOURCE_KIND');
    expect(err).toContain('--cluster');
  });
});

/** Answers as kubectl with a context, and keeps how it was called. */
const kubectl = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/calls"
case "$*" in
  "config current-context") test ! -e "$(dirname "$0")/none" || { echo 'error: current-context is not set' >&2; exit 1; }; echo kind-dev ;;
  *) echo '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"made","namespace":"default"},"data":{"colour":"red"}}' ;;
esac
`;

describe('--cluster', () => {
  function withKubectl(more: Readonly<Record<string, string>> = {}): TemporaryFolder {
    const text = workflow(`    - name: main
      resource: { action: get, flags: [configmap, made] }
      outputs: { parameters: [{ name: colour, valueFrom: { jsonPath: '{.data.colour}' } }] }
`);
    const folder = temporaryFolder({ 'w.yaml': text, 'bin/kubectl': kubectl, ...more });
    chmodSync(path.join(folder.path, 'bin/kubectl'), 0o755);
    return folder;
  }

  test('uses the context of kubectl, which is shown, and used again by a retry', async () => {
    using folder = withKubectl();
    const env = { PATH: `${folder.path}/bin:${process.env.PATH}` };
    const words = ['run', 'w.yaml', '--cluster', '--name', 'first', '--json'];
    const { code, out, err } = await runTiphys(words, { cwd: folder.path, env });
    expect({ code, err }).toEqual({
      code: 0,
      err: expect.stringContaining('Resource templates use the cluster of the kubectl context "kind-dev".'),
    });
    expect(out).toContain('"value": "red"');
    const again = await runTiphys(['resubmit', 'first'], { cwd: folder.path, env });
    expect(again).toMatchObject({ code: 0 });
    const calls = readFileSync(path.join(folder.path, 'bin/calls'), 'utf8').trim().split('\n');
    const get = '--context kind-dev get configmap made -o json';
    expect(calls.filter((call) => call === get)).toHaveLength(2);
    expect(calls.filter((call) => call.startsWith('config'))).toHaveLength(1);
  });

  test('is an error without a context', async () => {
    using folder = withKubectl({ 'bin/none': '' });
    const env = { PATH: `${folder.path}/bin:${process.env.PATH}` };
    const { code, err } = await runTiphys(['run', 'w.yaml', '--cluster'], { cwd: folder.path, env });
    expect(code).toBe(2);
    expect(err).toContain('ENGINE_KUBECTL');
    expect(err).toContain('current-context is not set. Choose one with `kubectl config use-context NAME`');
  });

  test('is an error without kubectl', async () => {
    using folder = withKubectl();
    const env = { PATH: path.join(folder.path, 'none') };
    const { code, err } = await runTiphys(['run', 'w.yaml', '--cluster'], { cwd: folder.path, env });
    expect(code).toBe(2);
    expect(err).toContain('kubectl is not in PATH, but --cluster needs it.');
  });
});

const docker = path.resolve(import.meta.dirname, '../../../engine/test/fixtures/docker');

describe('--executor docker', () => {
  const text = workflow(`    - name: main
      container: { image: tool:1, command: [sh, -c, 'echo "$MODE of $0" > /ctr/out'] }
      outputs: { parameters: [{ name: out, valueFrom: { path: /ctr/out } }] }
`);
  const words = ['run', 'w.yaml', '--executor', 'docker'];

  function environment(folder: TemporaryFolder, more: Readonly<Record<string, string>> = {}) {
    const env = {
      PATH: `${docker}:${process.env.PATH}`,
      DOCKER_FAKE_HOME: path.join(folder.path, 'docker'),
      ...more,
    };
    return { cwd: folder.path, env };
  }

  test('runs the pods in containers, with the variables of --env, also when it is run again', async () => {
    using folder = temporaryFolder({ 'w.yaml': text });
    const options = environment(folder);
    const { code, out } = await runTiphys(
      [...words, '--env', 'MODE=fast', '--name', 'first', '--json'],
      options,
    );
    expect(code).toBe(0);
    expect(out).toContain('"value": "fast of sh"');
    expect(await runTiphys(['resubmit', 'first'], options)).toMatchObject({ code: 0 });
    const calls = readFileSync(path.join(folder.path, 'docker/calls.log'), 'utf8');
    expect(calls.match(/\["create"/g)).toHaveLength(2);
  });

  test.for([
    {
      title: 'the program is missing',
      env: { PATH: '/nowhere' },
      says: ['ENGINE_DOCKER_NOT_FOUND', 'Install'],
    },
    {
      title: 'its server does not answer',
      env: { DOCKER_FAKE_STOPPED: '1' },
      says: ['ENGINE_DOCKER_UNREACHABLE', 'Start Docker', 'docker ps'],
    },
  ])('is an error if $title, and leaves no run', async ({ env, says }) => {
    using folder = temporaryFolder({ 'w.yaml': text });
    const { code, err } = await runTiphys([...words, '--name', 'first'], environment(folder, env));
    expect(code).toBe(2);
    for (const piece of says) expect(err).toContain(piece);
    expect(existsSync(path.join(folder.path, '.tiphys/runs/first'))).toBe(false);
  });

  test('does not take --image', async () => {
    using folder = temporaryFolder({ 'w.yaml': text });
    const { code, err } = await runTiphys([...words, '--image', 'tool=echo'], environment(folder));
    expect(code).toBe(2);
    expect(err).toContain('a container runs the command of its image: remove --image.');
  });
});
