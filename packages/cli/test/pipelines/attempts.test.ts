import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'recover',
    title: 'another body runs after a failure, and nothing after a success',
    given: `pipeline('recover', { x: -1 }, ({ x }) => {
      const sure = attempt(() => c.checked({ x })).recover(({ status }) => { c.show({ status, result: x }); return c.square({ x: 3 }); });
      const named = attempt(() => { const n = c.checked({ x }); return { n, t: c.say({ text: 'fine {{x}}' }) }; }).recover(() => ({ n: c.square({ x: 5 }), t: c.say({ text: 'caught {{x}}' }) }));
      const inner = attempt(() => attempt(() => c.checked({ x })).recover(() => c.checked({ x: -2 }))).recover(() => c.square({ x: 7 }));
      return { sure, named, sum: c.add({ a: sure, b: named.n }), inner };
    })`,
    runs: [
      {
        parameters: {},
        want: { sure: 9, named: { n: 25, t: 'caught {{x}}' }, sum: 34, inner: 49 },
        show: ['"Failed" -1'],
      },
      {
        parameters: { x: '4' },
        want: { sure: 4, named: { n: 4, t: 'fine {{x}}' }, sum: 8, inner: 4 },
        show: [],
      },
    ],
  },
  {
    name: 'values',
    title: 'a value takes the place of a result, or tells how the body ended',
    given: `pipeline('values', { x: -1 }, ({ x }) => {
      const outer = c.square({ x: 12 });
      const how = attempt(() => { const n = c.checked({ x }); return c.add({ a: n, b: 1 }); }).settled();
      c.same({ value: how });
      return {
        how, kind: how.status, value: how.value,
        or41: attempt(() => c.checked({ x })).or(41),
        orOutput: attempt(() => c.checked({ x })).or(outer),
        orObject: attempt(() => ({ n: c.checked({ x }), t: c.say({ text: 'a' }) })).or({ n: 0, t: '{{none}}' }),
        orNull: attempt(() => ({ n: c.checked({ x }) })).or(null),
        loop: attempt(() => forEach([1, 2], (y) => c.checked({ x: expr([x, y], (a, b) => a * b) }))).or([]),
        each: forEach([1, -1], (y) => attempt(() => c.checked({ x: y })).settled()),
        big: attempt(() => c.number({ i: 1 })).or(12345678901234567),
      };
    })`,
    runs: [
      {
        parameters: {},
        want: {
          how: { status: 'Failed', value: null },
          kind: 'Failed',
          value: null,
          or41: 41,
          orOutput: 144,
          orObject: { n: 0, t: '{{none}}' },
          orNull: null,
          loop: [],
          each: [
            { status: 'Succeeded', value: 1 },
            { status: 'Failed', value: null },
          ],
          big: 12345678901234568,
        },
        show: [],
      },
      {
        parameters: { x: '2' },
        want: {
          how: { status: 'Succeeded', value: 3 },
          kind: 'Succeeded',
          value: 3,
          or41: 2,
          orOutput: 2,
          orObject: { n: 2, t: 'a' },
          orNull: { n: 2 },
          loop: [2, 4],
          each: [
            { status: 'Succeeded', value: 1 },
            { status: 'Failed', value: null },
          ],
          big: 12345678901234568,
        },
        show: [],
      },
    ],
  },
  {
    name: 'files',
    title: 'files are joined',
    given: `pipeline('files', { x: -1 }, ({ x }) => {
      const file = attempt(() => { const n = c.checked({ x }); return c.writeFile({ text: expr([n], (v) => \`\${v}\`) }); }).recover(() => c.writeFile({ text: 'caught' }));
      return { text: c.readText({ file }) };
    })`,
    runs: [
      { parameters: {}, want: { text: 'caught' }, show: [] },
      { parameters: { x: '8' }, want: { text: '8' }, show: [] },
    ],
  },
];

describe('attempts', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    project = await pipelineProject(pipelinesOf(cases));
  });
  afterAll(() => project[Symbol.dispose]());

  test.concurrent.for(cases.flatMap(({ name, title, runs }) => runs.map((run) => ({ name, title, ...run }))))(
    '$title ($parameters)',
    async ({ name, parameters, want, show }) => {
      const { phase, outputs, logs, failures } = await project.run(name, parameters);
      const shown = Object.entries(logs).flatMap(([node, log]) => (/\bshow$/.test(node) ? [log] : []));
      expect({ phase, outputs, shown }, failures.join('\n')).toEqual({
        phase: 'Succeeded',
        outputs: want,
        shown: show,
      });
    },
  );
});
