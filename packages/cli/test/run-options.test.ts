import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runLine, runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A workflow with one container that has no command. */
const withImage = (image: string, tag = '1.2'): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: w- }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: tag, value: '${tag}' }] }
  templates:
    - name: main
      container: { image: '${image}', args: ['one'] }
`;

describe('run --image', () => {
  test.for([
    { image: 'repo/app:{{workflow.parameters.tag}}', given: 'repo/app=echo' },
    { image: 'repo/app:{{workflow.parameters.tag}}', given: 'repo/app:1.2=echo' },
    { image: 'repo/app:{{workflow.parameters.tag}}', given: 'repo/app:{{workflow.parameters.tag}}=echo' },
    { image: 'repo/app:{{=workflow.parameters.tag}}', given: 'repo/app:{{=workflow.parameters.tag}}=echo' },
    {
      image: '{{workflow.parameters.tag}}:3',
      tag: 'host.example:5000/a/b',
      given: 'host.example:5000/a/b=echo',
    },
    { image: 'host.example:5000/app@sha256:00ff', given: 'host.example:5000/app=echo' },
  ])('$given sets the command of $image', async ({ image, tag, given }) => {
    using folder = temporaryFolder({ 'w.yaml': withImage(image, tag) });
    const { code, out, err } = await runTiphys(['run', 'w.yaml', '--image', given], { cwd: folder.path });
    expect({ code, err: out + err }).toEqual({ code: 0, err: expect.stringContaining('Succeeded') });
  });

  test.for([
    { image: 'repo/app:{{workflow.parameters.tag}}', code: 2 },
    // Known only when the pod starts.
    { image: '{{workflow.parameters.tag}}', tag: 'repo/app:1', code: 1 },
  ])('the message about $image names the option', async ({ image, tag, code }) => {
    using folder = temporaryFolder({ 'w.yaml': withImage(image, tag) });
    const result = await runLine(folder, 'run w.yaml');
    expect(result.code).toBe(code);
    expect(result.out + result.err).toContain("tiphys run --image 'repo/app=COMMAND'");
  });

  test('an image that no template uses is a warning', async () => {
    using folder = temporaryFolder({ 'w.yaml': withImage('repo/app:1') });
    const words = ['run', 'w.yaml', '--image', 'repo/app=echo', '--image', 'repo/ap=echo'];
    const { code, err } = await runTiphys(words, { cwd: folder.path });
    expect(code).toBe(0);
    expect(err).toContain('warning: No template uses the image "repo/ap" of --image.');
    expect(err).not.toContain('"repo/app"');
  });

  test('an unknown entrypoint is reported before an image', async () => {
    using folder = temporaryFolder({ 'w.yaml': withImage('repo/app').replace(': main', ': mian') });
    const { code, err } = await runLine(folder, 'run w.yaml');
    expect(code).toBe(2);
    expect(err).toContain(
      'The entrypoint "mian" is not a template of this workflow. Did you mean "main"? Available templates: main.',
    );
  });
});

const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: library }
spec:
  templates:
    - name: greet
      inputs: { parameters: [{ name: who }, { name: tone, default: calm }] }
      container: { image: alpine, command: [sh, -c, 'echo {{inputs.parameters.tone}} {{inputs.parameters.who}} > /tmp/o'] }
      outputs: { parameters: [{ name: text, valueFrom: { path: /tmp/o } }] }
    - name: wait
      suspend: { duration: '0' }
`;

describe('run --entrypoint', () => {
  test.for([
    { words: ['-p', 'who=Ann'], text: 'calm Ann' },
    { words: ['-p', 'who=Ann', '-p', 'tone=loud'], text: 'loud Ann' },
  ])('runs a template with its own parameters: $words', async ({ words, text }) => {
    using folder = temporaryFolder({ 'library.yaml': library });
    const options = ['run', 'library.yaml', '--entrypoint', 'greet', '--json', ...words];
    const { code, out } = await runTiphys(options, { cwd: folder.path });
    expect(code).toBe(0);
    expect(JSON.stringify(JSON.parse(out).status.nodes)).toContain(`"value":"${text}"`);
  });

  test.for([
    {
      words: ['--entrypoint', 'gret'],
      says: ['CLI_UNKNOWN_ENTRYPOINT', 'Did you mean "greet"?', 'Available templates: greet, wait.'],
    },
    { words: [], says: ['CLI_NO_ENTRYPOINT', '--entrypoint', 'Available templates: greet, wait.'] },
    {
      words: ['--entrypoint', 'greet', '-p', 'whoo=x'],
      says: ['CLI_UNKNOWN_PARAMETER', 'Did you mean who?'],
    },
  ])('rejects $words', async ({ words, says }) => {
    using folder = temporaryFolder({ 'library.yaml': library });
    const { code, err } = await runTiphys(['run', 'library.yaml', ...words], { cwd: folder.path });
    expect(code).toBe(2);
    for (const piece of says) expect(err).toContain(piece);
  });

  test('starts a Workflow and a CronWorkflow at another template, too', async () => {
    const spec =
      'entrypoint: one, templates: [{name: one, container: {image: alpine, command: ["false"]}}, {name: two, suspend: {duration: "0"}}]';
    const head = (kind: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: a}\n`;
    using folder = temporaryFolder({
      'w.yaml': `${head('Workflow')}spec: {${spec}}\n`,
      'c.yaml': `${head('CronWorkflow')}spec: {schedules: ["0 0 * * *"], workflowSpec: {${spec}}}\n`,
    });
    for (const file of ['w.yaml', 'c.yaml'])
      expect(await runTiphys(['run', file, '--entrypoint', 'two'], { cwd: folder.path })).toMatchObject({
        code: 0,
      });
  });
});

test('a block scalar at the end of a file without a line break has none either', async () => {
  const text = `${withImage('alpine').replace("args: ['one']", "command: [echo, '{{workflow.parameters.tag}}!']")}      outputs:
        parameters:
          - name: p
            value: |
              {{workflow.parameters.tag}}`;
  using folder = temporaryFolder({ 'w.yaml': text });
  const { code, out } = await runLine(folder, 'run w.yaml --json');
  expect(code).toBe(0);
  expect(JSON.stringify(JSON.parse(out).status.nodes)).toContain('{"name":"p","value":"1.2"}');
});

test.for([
  {
    title: 'a missing Secret',
    body: "{ image: alpine, command: ['true'], env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }] }",
    says: 'The Secret "s" was not given. Pass the file that contains it with --with.',
  },
  {
    title: 'a spec that Argo rejects',
    body: "{ image: alpine, command: [echo, '{{inputs.parameters.none}}'] }",
    says: 'Run `tiphys lint w.yaml` to see the line.',
  },
])('the report of a run gives advice about $title', async ({ body, says }) => {
  const text = withImage('x').replace(/container: .*/, `container: ${body}`);
  using folder = temporaryFolder({ 'w.yaml': text });
  const { code, out } = await runLine(folder, 'run w.yaml');
  expect(code).toBe(1);
  expect(out).toContain(says);
});

describe('run --executor', () => {
  const docker = path.resolve(import.meta.dirname, '../../engine/test/fixtures/docker');
  const workflow = withImage('repo/app:1');

  test('runs tasks in containers, with the variables of --env', async () => {
    using folder = temporaryFolder({
      'w.yaml': workflow.replace(
        "args: ['one']",
        "command: [sh, -c, 'echo $$MODE > /dev/termination-log; exit 3']",
      ),
    });
    const env = { PATH: `${docker}:${process.env.PATH ?? ''}` };
    const words = ['run', 'w.yaml', '--executor', 'docker', '--env', 'MODE=fast'];
    const home = path.join(folder.path, 'docker');
    const { code, out, err } = await runTiphys(words, {
      cwd: folder.path,
      env: { ...env, DOCKER_FAKE_HOME: home },
    });
    expect(out + err).toContain('main: Error (exit code 3): fast');
    expect(code).toBe(1);
  });

  test.for([
    { word: 'docker', env: { PATH: path.dirname(process.execPath) }, want: 'docker is not installed' },
    {
      word: 'kubernetes',
      env: {},
      want: '--executor takes processes, workers, docker or podman, not "kubernetes"',
    },
  ])('$want', async ({ word, env, want }) => {
    using folder = temporaryFolder({ 'w.yaml': workflow });
    const { code, out, err } = await runTiphys(['run', 'w.yaml', '--executor', word], {
      cwd: folder.path,
      env,
    });
    expect(out + err).toContain(want);
    expect(code).toBe(2);
  });
});
