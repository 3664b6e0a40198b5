import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../project-folder.ts';
import { runLine } from '../run-tiphys.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { startTiphys } from './start-tiphys.ts';

const head = (templates: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: flow- }
spec:
  entrypoint: main
  arguments: { parameters: [{ name: code, value: '3' }, { name: text, value: old }] }
  templates:
${templates}`;

const files = {
  'asks.ts': `import { ask, pipeline } from '@tiphys/pipeline';

export default pipeline('asks', {}, () => ask('how', { share: 0.5, on: true, tags: ['a'], text: '1' }));
`,
  'approve.yaml': head(`
    - name: main
      steps:
        - - { name: first, template: approve }
        - - { name: one, template: approve }
          - { name: two, template: approve }
    - name: approve
      suspend: {}
`),
  'tasks.yaml': head(`
    - name: main
      steps:
        - - { name: same, template: say, arguments: { parameters: [{ name: text, value: same }] } }
          - { name: other, template: say, arguments: { parameters: [{ name: text, value: '{{workflow.parameters.text}}' }] } }
        - - { name: check, template: check }
    - name: say
      inputs: { parameters: [{ name: text }] }
      container: { image: alpine, command: [echo, '{{inputs.parameters.text}}'] }
    - name: check
      container: { image: alpine, command: [sh, -c, 'echo checked; exit {{workflow.parameters.code}}'] }
`),
  'long.yaml': head(`
    - name: main
      steps:
        - - { name: early, template: early }
        - - { name: wait, template: wait }
        - - { name: late, template: late }
    - name: early
      container: { image: alpine, command: [echo, early] }
    - name: wait
      suspend: {}
    - name: late
      container: { image: alpine, command: [echo, late] }
`),
};

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await projectFolder(files);
});
afterAll(() => folder[Symbol.dispose]());

const tiphys = (line: string) => runLine(folder, line);

test('answers that are not of the type of their field are refused before anything is sent', async () => {
  await using run = startTiphys(['run', 'asks.ts', '--name', 'asks'], folder.path);
  await run.says('tiphys resume asks -p share=0.5');
  for (const [answer, wanted] of [
    ['share=abc', '"abc" is not a number, which "share" of how takes.'],
    ['share=', '"" is not a number'],
    ['on=yes', '"yes" is not true or false'],
    ['tags=[', '"[" is not JSON'],
  ])
    expect(await tiphys(`resume asks -p ${answer}`)).toMatchObject({
      code: 2,
      err: expect.stringContaining(wanted ?? ''),
    });
  expect(await tiphys('resume asks -p share=0.2 -p on=false -p text=abc')).toMatchObject({ code: 0 });
  expect(await run.ended).toBe(0);
  expect(run.printed()).toContain('{"share":0.2,"on":false,"tags":["a"],"text":"abc"}');
});

test('the advice for an approval is as short as it can be, and the run is shown as suspended', async () => {
  await using run = startTiphys(['run', 'approve.yaml', '--name', 'approve'], folder.path);
  await run.says('first waits for your approval. Give it from another terminal:\n  tiphys resume approve\n');
  expect((await tiphys('list')).out).toMatch(/^approve +Running \(Suspended\) /m);
  await tiphys('resume approve');
  await run.says('tiphys resume approve --node-field-selector displayName=one\n');
  await run.says('tiphys resume approve --node-field-selector displayName=two\n');
  expect(await tiphys('stop approve --message late')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--message is the message of the nodes of --node-field-selector'),
  });
  await tiphys('stop approve --node-field-selector displayName=one --message late');
  await tiphys('stop approve');
  expect(await run.ended).toBe(1);
  expect(run.printed()).toMatch(/approve\[1\]\.one {2}late\n/);
});

test('suspend and resume are seen by others when the command says so', async () => {
  await using run = startTiphys(['run', 'long.yaml', '--name', 'long', '--log'], folder.path);
  await run.says('tiphys resume long');
  expect(await tiphys('suspend long')).toMatchObject({ code: 0, out: 'workflow long suspended\n' });
  expect(JSON.parse((await tiphys('get long -o json')).out).spec.suspend).toBe(true);
  expect((await tiphys('list --running')).out).toMatch(/^long +Running \(Suspended\) /m);
  await tiphys('resume long');
  expect(await run.ended).toBe(0);
  expect(JSON.parse((await tiphys('get long -o json')).out).spec.suspend).toBeUndefined();
});

test('a retry shows only what runs now, and says why tasks with results run again', async () => {
  await tiphys('run tasks.yaml --name tasks');
  const again = await tiphys('retry tasks --log -p code=4');
  expect(again.code).toBe(1);
  expect(again.out).toContain('check: checked\n');
  expect(again.out).not.toContain('same: same');
  const { code, err } = await tiphys('retry tasks -p code=0 -p text=new');
  expect(code).toBe(0);
  expect(err).toContain('tasks[0].other runs again, since its inputs have changed: text\n');
  expect(err).toMatch(/Succeeded {2}tasks\[0\]\.other\n/);
  expect(err).not.toContain('tasks[0].same');
});

test('a run that is continued shows only what runs now', async () => {
  await using run = startTiphys(['run', 'long.yaml', '--name', 'killed'], folder.path);
  await run.says('tiphys resume killed');
  run.process.kill('SIGKILL');
  await run.ended;
  const { code, err } = await tiphys('resume killed --node-field-selector displayName=wait');
  expect(code).toBe(0);
  expect(err).toMatch(/Succeeded {2}killed\[2\]\.late\n/);
  expect(err).not.toContain('killed[0].early');
});
