import { mkdtempSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'sums',
    title: 'the exit handler of a group gets its status and its result',
    given: `pipeline('sums', {}, () => {
      const note = { onExit: ({ status, result }: { status: Output<string>; result: Output<unknown> }) => { c.show({ status, result }); } };
      const good = group('good', () => { const a = c.add({ a: 1, b: 1 }); return c.add({ a, b: 1 }); }, note);
      group('bad', () => { const a = c.add({ a: 1, b: 1 }); return c.checked({ x: expr([a], (v) => -v) }); }, note);
      const named = group('named', () => ({ n: c.square({ x: 3 }), t: c.say({ text: '{{x}} "q"' }) }), note);
      group('silent', () => c.print({ value: 1 }), note);
      return { good, sum: c.add({ a: named.n, b: good }), named };
    })`,
    wanted: {
      phase: 'Failed',
      outputs: {},
      show: ['"Failed" null', '"Succeeded" 3', '"Succeeded" null', '"Succeeded" {"n":9,"t":"{{x}} \\"q\\""}'],
    },
  },
  {
    name: 'tasks',
    title: 'exit handlers of tasks get the exit code, those of loops the list',
    given: `pipeline('tasks', {}, () => {
      const other = c.square({ x: 7 });
      c.checked({ x: -1 }, { name: 'no', onExit: ({ status, exitCode }) => { c.show({ status, result: exitCode }); } });
      c.checked({ x: 12 }, { name: 'yes', onExit: ({ exitCode, result }) => { c.show({ status: expr([exitCode], (n) => \`code \${n}\`), result: expr([result, other], (a, b) => [a, b]) }); } });
      forEach([1, 2], (x) => c.square({ x }), { name: 'list', onExit: ({ status, result }) => { c.show({ status, result }); } });
      forEach([3], (x) => c.square({ x }, { onExit: ({ status, result }) => { c.show({ status, result }); } }), { name: 'each' });
      when([other], (n) => n > 1, () => c.square({ x: 10 }, { name: 'in-branch', onExit: ({ status, result }) => { c.show({ status, result }); } }));
    })`,
    wanted: {
      phase: 'Failed',
      outputs: {},
      show: ['"Failed" 1', '"Succeeded" 100', '"Succeeded" 9', '"Succeeded" [1,4]', '"code 0" [12,49]'],
    },
  },
  {
    name: 'again',
    title: 'a group is retried as a whole',
    given: `pipeline('again', { file: '' }, ({ file }) => {
      const n = group('flaky', () => { const a = c.square({ x: 2 }); return c.add({ a, b: c.flaky({ file, failures: 2 }) }); }, {
        retry: 2, onExit: ({ status, result }) => { c.show({ status, result }); },
      });
      return { n };
    })`,
    wanted: { phase: 'Succeeded', outputs: { n: 7 }, show: ['"Succeeded" 7'] },
  },
  {
    name: 'hooked',
    title: 'hooks run beside a task and a group',
    given: `pipeline('hooked', {}, () => {
      const other = c.square({ x: 7 });
      const running = (text: string) => hook((task: { status: string }) => task.status === 'Running', () => { c.show({ status: text, result: other }); });
      group('outer', () => {
        c.sleep({ seconds: 1 }, { name: 'my-task', hooks: { slow: running('task') } });
        group('my-group', () => c.sleep({ seconds: 1 }), { hooks: { slow: running('group'), failed: hook((it) => it.status === 'Failed', () => c.say({ text: 'never' })) } });
      });
    })`,
    wanted: { phase: 'Succeeded', outputs: {}, show: ['"group" 49', '"task" 49'] },
  },
  {
    name: 'files',
    title: 'files leave a group',
    given: `pipeline('files', {}, () => {
      const one = group('one', () => c.writeFile({ text: 'from a group' }));
      const two = group('two', () => ({ file: c.writeFile({ text: 'named' }), rows: c.bigRows({ n: 3 }), n: c.square({ x: 2 }) }));
      return { one: c.readText({ file: one }), two: c.readText({ file: two.file }), rows: c.countRows({ rows: two.rows }), n: two.n };
    })`,
    wanted: {
      phase: 'Succeeded',
      outputs: { one: 'from a group', two: 'named', rows: 3, n: 4 },
      show: [],
    },
  },
];

describe('groups, exit handlers and hooks', () => {
  let project: PipelineProject;
  // Each pod has its own /tmp, which a second attempt does not see.
  const kept = mkdtempSync('/var/tmp/tiphys-cli-');
  beforeAll(async () => {
    project = await pipelineProject(pipelinesOf(cases));
  });
  afterAll(() => {
    rmSync(kept, { recursive: true, force: true });
    project[Symbol.dispose]();
  });

  test.concurrent.for(cases)('$title', async ({ name, wanted }) => {
    const parameters = name === 'again' ? { file: `${kept}/tries` } : {};
    const { phase, logs, outputs } = await project.run(name, parameters);
    const show = Object.entries(logs).flatMap(([node, log]) => (/\bshow$/.test(node) ? [log] : []));
    expect({ phase, outputs, show: show.sort() }).toEqual(wanted);
  });
});
