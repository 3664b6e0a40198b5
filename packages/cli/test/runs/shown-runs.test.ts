import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../project-folder.ts';
import { runLine } from '../run-tiphys.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';

const head = (templates: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec:
  entrypoint: main
  templates:
${templates}`;

const long = `${'a long message '.repeat(20)}ends here`;

const manifests = {
  /** Two tasks that fail, one that ends with an error, and one whose program is missing. */
  'fail.yaml': head(`
    - name: main
      dag:
        failFast: false
        tasks:
          - { name: one, template: one }
          - { name: two, template: two, arguments: { parameters: [{ name: x, value: '1' }] } }
          - { name: three, template: three }
    - name: one
      container: { image: alpine, command: [sh, -c, 'echo printed; echo "${long}" > /dev/termination-log; exit 3'] }
    - name: two
      inputs: { parameters: [{ name: x }], artifacts: [{ name: file, path: /tmp/file, s3: { key: no/such/file } }] }
      container: { image: alpine, command: ['true'] }
    - name: three
      container: { image: alpine, command: [sh, -c, 'no-such-program hi'] }
`),
  'program.yaml': head(`
    - name: main
      container: { image: alpine, command: [no-such-program, hi] }
`),
  'semaphore.yaml': head(`
    - name: main
      synchronization: { semaphores: [{ configMapKeyRef: { name: my-config, key: workflow } }] }
      container: { image: alpine, command: ['true'] }
`),
  'map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: my-config }\ndata: { other: "1" }\n',
  'values.yaml': head(`
    - name: main
      steps:
        - - { name: make, template: make }
        - - { name: never, template: make, when: 'false' }
      outputs:
        parameters:
          - { name: long, valueFrom: { parameter: '{{steps.make.outputs.result}}' } }
          - { name: nothing, valueFrom: { parameter: '{{steps.never.outputs.result}}', default: '' } }
    - name: make
      container:
        image: alpine
        command: [sh, -c, 'trap ''echo "ended" >&2'' EXIT; seq -s , 1000']
        env: [{ name: SIZE, value: '{{=repeat("x", 900)}}' }]
`),
};

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await projectFolder(manifests);
});
afterAll(() => folder[Symbol.dispose]());

const tiphys = (line: string) => runLine(folder, line);

test('a run of a pipeline is shown without the code that Tiphys adds', async () => {
  await tiphys('run pipeline.ts --name numbers');
  const { out } = await tiphys('get numbers');
  expect(out).toMatch(/Parameters\n {2}n {15}3\n {2}tiphys-runtime {2}\(\d+ KB, generated\)\n/);
  expect((await tiphys('watch numbers')).out).toBe(out);
  expect((await tiphys('list -o wide')).out).toMatch(/ n=3\n$/);
  const node = (await tiphys('get numbers list')).out;
  expect(node).toContain('tiphys-forms  (22 B, generated)');
  expect(node).toContain('{{workflow.parameters.tiphys-runtime}}');
  const { spec } = JSON.parse((await tiphys('get numbers -o json')).out);
  expect(spec.arguments.parameters.at(-1).value.length).toBeGreaterThan(2000);
});

test('long values are cut, and whole in JSON', async () => {
  const { out } = await tiphys('run values.yaml --name values');
  const numbers = Array.from({ length: 1000 }, (_, index) => index + 1).join(',');
  expect(out).toContain(`  long     ${numbers.slice(0, 500)}… (4 KB)\n`);
  expect(out).toContain('  nothing  (empty)\n\nFiles  .tiphys/runs/values\n');
  const node = (await tiphys('get values make')).out;
  expect(node).toContain(`result  ${numbers.slice(0, 500)}… (4 KB)\n`);
  expect(node).toContain('Command  sh -c\n  Script   trap \'echo "ended" >&2\' EXIT; seq -s , 1000\n');
  expect((await tiphys('get values make -o json')).out).toContain(numbers);
});

test('each node that failed or ended with an error is shown with its whole message, and the top line names them', async () => {
  const { out, err } = await tiphys('run fail.yaml --name fail');
  expect(out).toMatch(/^⚠ fail {2}Error {2}0\/3 .* {2}(\w+, \w+ and \w+) failed\n/);
  expect(out).toContain(`fail.one failed: main: Error (exit code 3): ${long}\n  printed\n`);
  expect(out).toMatch(/fail\.two ended with an error: .*The specified key does not exist\./);
  expect(out).toContain('fail.three failed: main: Error (exit code 127). The command was not found.\n');
  expect(out.match(/no-such-program is not installed on this machine/g)).toHaveLength(1);
  const shown = (await tiphys('get fail')).out;
  expect(shown).toContain(`fail.one failed: main: Error (exit code 3): ${long}\n`);
  expect((await tiphys('get fail -o wide')).out).toContain(long);
  expect((await tiphys('list')).out).toMatch(/fail +Error .* and \w+ failed\n/);
  // A node ends after the nodes under it.
  expect(err.trimEnd().split('\n').at(-1)).toMatch(/Error {6}fail$/);
});

test.for([
  {
    words: 'program.yaml',
    hint: 'no-such-program is not installed on this machine. Local runs use no images. Install it, or use --executor docker.',
  },
  {
    words: 'semaphore.yaml',
    hint: 'The ConfigMap "my-config" was not given. Pass the file that contains it with --with.',
  },
])('$words: $hint', async ({ words, hint }) => {
  const { code, out } = await tiphys(`run ${words}`);
  expect(code).toBe(1);
  expect(out).toContain(`\n\n${hint}\n\nFiles  `);
});

test('a ConfigMap that was given is not asked for', async () => {
  const { out } = await tiphys('run semaphore.yaml --with map.yaml');
  expect(out).toContain('failed to initialize semaphore');
  expect(out).not.toContain('was not given');
});
