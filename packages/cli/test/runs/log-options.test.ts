import { afterAll, beforeAll, expect, test } from 'vitest';
import { runLine, runTiphys } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';

const talk = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: talk }
spec:
  entrypoint: main
  podMetadata: { labels: { team: red } }
  templates:
    - name: main
      steps:
        - - { name: slow, template: slow }
        - - { name: quick, template: quick }
        - - { name: set, template: set }
    - name: slow
      metadata: { labels: { speed: low } }
      container: { image: busybox, command: [sh, -c, 'echo one; sleep 2.5; echo two'] }
    - name: quick
      container: { image: busybox, command: [echo, three] }
    - name: set
      metadata: { labels: { kind: set } }
      containerSet: { containers: [{ name: main, image: busybox, command: [echo, four] }] }
`;

let folder: TemporaryFolder;
const logs = async (options: string): Promise<string> => {
  const { code, err, out } = await runTiphys(`logs talk ${options}`.trim().split(' '), { cwd: folder.path });
  return code === 0 ? out : err;
};

beforeAll(async () => {
  folder = temporaryFolder({ 'talk.yaml': talk });
  await runLine(folder, 'run talk.yaml');
});
afterAll(() => folder[Symbol.dispose]());

const TIMED = /^(?:(\S+): )?(\d{4}-\d\d-\d\dT[\d:.]+Z) (.*)$/;

test('--timestamps starts each line with its time, and --since-time leaves out older lines', async () => {
  const lines = (await logs('--timestamps'))
    .trim()
    .split('\n')
    .map((line) => TIMED.exec(line) ?? []);
  expect(lines.map(([, name, , text]) => [name, text])).toEqual([
    ['slow', 'one'],
    ['slow', 'two'],
    ['quick', 'three'],
    ['set.main', 'four'],
  ]);
  const [one = 0, two = 0] = lines.map(([, , time = '']) => Date.parse(time));
  expect(two - one).toBeGreaterThan(1000);
  const between = new Date((one + two) / 2).toISOString();
  expect(await logs(`--since-time ${between}`)).toBe('slow: two\nquick: three\nset.main: four\n');
  expect(await logs(`slow --since-time ${between} --tail 1`)).toBe('two\n');
});

test.for([
  { options: '--since 1h --tail 1 --grep t', want: 'slow: two\nquick: three\n' },
  { options: '-l speed=low', want: 'slow: one\nslow: two\n' },
  { options: '-l team=red,!speed', want: 'quick: three\nset.main: four\n' },
  { options: '-l workflows.argoproj.io/completed=true,kind=set', want: 'set.main: four\n' },
  { options: '-l workflows.argoproj.io/workflow=other', want: '' },
  { options: '-f -l speed=low --grep two', want: 'slow: two\n' },
])('$options', async ({ options, want }) => {
  expect(await logs(options)).toBe(want);
});

test.for([
  { options: '-l a==b==c', want: 'RUNS_INVALID_SELECTOR' },
  { options: '--previous', want: 'RUNS_NOT_KEPT' },
  { options: '--since soon', want: '--since takes a duration' },
  { options: '--since 1m --since-time 2026-01-01T00:00:00Z', want: 'either --since or --since-time' },
])('$options is refused', async ({ options, want }) => {
  expect(await logs(options)).toContain(want);
});
