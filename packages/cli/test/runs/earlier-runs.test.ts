import { afterAll, beforeAll, expect, test } from 'vitest';
import { runLine, runTiphys } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';

/** Draws a number, and checks it together with a Secret; the check fails unless the code is 0. */
const flow = (check: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec:
  entrypoint: main
  onExit: bye
  arguments: { parameters: [{ name: code, value: '3' }] }
  templates:
    - name: main
      dag:
        tasks:
          - { name: draw, template: draw }
          - name: check
            template: check
            depends: draw
            arguments:
              parameters: [{ name: id, value: '7' }]
              artifacts: [{ name: number, from: '{{tasks.draw.outputs.artifacts.number}}' }]
    - name: draw
      container: { image: alpine, command: [sh, -c, 'od -An -N4 -tu4 /dev/urandom > /tmp/number'] }
      outputs: { artifacts: [{ name: number, path: /tmp/number }] }
    - name: check
      inputs: { parameters: [{ name: id }], artifacts: [{ name: number, path: /tmp/number }] }
      container:
        image: alpine
        command: [sh, -c, '${check}; exit {{workflow.parameters.code}}']
        env: [{ name: TOKEN, valueFrom: { secretKeyRef: { name: tokens, key: t } } }]
    - name: bye
      container: { image: alpine, command: [echo, bye] }
`;

/** Makes a folder and a file in a bucket, and reads both. */
const stored = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: stored- }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: code, value: '3' }] }
  templates:
    - name: main
      dag:
        tasks:
          - { name: make, template: make }
          - name: read
            template: read
            depends: make
            arguments:
              artifacts:
                - { name: folder, from: '{{tasks.make.outputs.artifacts.folder}}' }
                - { name: file, from: '{{tasks.make.outputs.artifacts.file}}' }
    - name: make
      container: { image: alpine, command: [sh, -c, 'mkdir /tmp/d; echo one > /tmp/d/a.txt; echo two > /tmp/f.csv'] }
      outputs:
        artifacts:
          - { name: folder, path: /tmp/d, archive: { none: {} }, globalName: folder }
          - { name: file, path: /tmp/f.csv, archive: { none: {} }, gcs: { bucket: b, key: x/f.csv }, globalName: file }
    - name: read
      inputs: { artifacts: [{ name: folder, path: /tmp/d }, { name: file, path: /tmp/f }] }
      container: { image: alpine, command: [sh, -c, 'cat /tmp/d/a.txt /tmp/f; exit {{workflow.parameters.code}}'] }
`;

const print = 'echo "{{inputs.parameters.id}} $MODE $TOKEN"; cat /tmp/number';
const files = {
  'flow.yaml': flow(print),
  'stored.yaml': stored,
  'changed.yaml': flow(`echo changed; ${print}`),
  'renamed.yaml': flow(print).replaceAll(/(template|name): check$/gm, '$1: checks'),
  'plugin.yaml':
    'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: p }\nspec: { entrypoint: m, templates: [{ name: m, plugin: { x: {} } }] }\n',
  'secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: tokens }\nstringData: { t: s3cret }\n',
};

let folder: TemporaryFolder;
let number = '';
const tiphys = (line: string) => runLine(folder, line);

beforeAll(async () => {
  folder = temporaryFolder(files);
  await tiphys('run flow.yaml --with secret.yaml --env MODE=fast --name broken');
  number = (await tiphys('logs broken check')).out.split('\n')[1] ?? '';
});
afterAll(() => folder[Symbol.dispose]());

test('--only runs one node again, with its inputs, Secrets and settings, and no exit handler', async () => {
  const { code, out } = await tiphys('run --only check --from broken -p code=0 --log --name again');
  expect(code).toBe(0);
  expect(out).toMatch(/^check: 7 fast s3cret\ncheck: +\d+\n✔ again {2}Succeeded {2}1\/1/);
  expect(out).toContain(number);
  expect(out).not.toContain('bye');
});

test('--only with a file runs its changed code', async () => {
  const { code, out } = await tiphys(
    'run changed.yaml --with secret.yaml --only check --from broken -p code=0 --log',
  );
  expect(code).toBe(0);
  expect(out).toContain(`check: changed\ncheck: 7 fast s3cret\ncheck: ${number}\n`);
});

test('--from-failure goes on where a run failed, in a new run', async () => {
  const same = await tiphys('run --from-failure broken -p code=0 --log');
  expect(same).toMatchObject({ code: 0, out: expect.stringContaining(`check: ${number}\n`) });
  const changed = await tiphys('run changed.yaml --with secret.yaml --from-failure broken -p code=0 --log');
  expect(changed).toMatchObject({ code: 0, out: expect.stringContaining(`check: changed\n`) });
  expect(changed.out).toContain(`check: ${number}\n`);
  expect(changed.out).toContain('bye');
  expect((await tiphys('get broken -o short')).out).toMatch(/^✖ broken/);
});

test('folders and files of buckets are taken along, and are listed under Outputs', async () => {
  const first = await tiphys('run stored.yaml --name stored');
  expect(first.out).toMatch(/folder {2}\.tiphys\/runs\/stored\/artifacts\/\S+\/d\n/);
  expect(first.out).toMatch(/file {4}\.tiphys\/runs\/stored\/buckets\/\S+\/x\/f\.csv\n/);
  const want = { code: 0, out: expect.stringContaining('read: one\nread: two\n') };
  expect(await tiphys('run --from-failure stored -p code=0 --log')).toMatchObject(want);
  expect(await tiphys('run --only read --from stored -p code=0 --log')).toMatchObject(want);
  expect(await tiphys('resubmit --memoized stored -p code=0 --log')).toMatchObject(want);
});

test.for([
  { line: 'run', err: 'needs an argument FILE' },
  { line: 'run --only check', err: 'belong together' },
  { line: 'run --from broken', err: 'belong together' },
  { line: 'run --only check --from broken --from-failure broken', err: 'either --only' },
  { line: 'run --only chek --from broken', err: 'has no node "chek"' },
  { line: 'run --only check --from brokn', err: 'Did you mean "broken"?' },
  { line: 'run --from-failure broken --entrypoint check', err: '--entrypoint needs a file' },
  {
    line: 'run renamed.yaml --with secret.yaml --only check --from broken',
    err: 'Did you rename it to "checks"?',
  },
  { line: 'run flow.yaml --env 1=2', err: '--env takes NAME=VALUE' },
  { line: 'run plugin.yaml', err: 'add --plugin x=http' },
  { line: 'run flow.yaml --plugin slack', err: '--plugin takes NAME=URL' },
])('tiphys $line is refused before anything runs', async ({ line, err }) => {
  const before = (await tiphys('list -o name')).out;
  expect(await tiphys(line)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(err) });
  expect((await tiphys('list -o name')).out).toBe(before);
});

test('--dry-run prints the manifest and runs nothing', async () => {
  using place = temporaryFolder(files);
  const dry = await runTiphys(['run', 'flow.yaml', '--dry-run', '-p', 'code=5'], { cwd: place.path });
  expect(dry).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^apiVersion: argoproj[\s\S]*value: '5'/),
  });
  expect(await runTiphys(['list'], { cwd: place.path })).toMatchObject({ err: 'No runs found.\n' });
});
