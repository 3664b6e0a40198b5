import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'exits',
    title: 'the exit handler of a run gets its status, result, failures and duration',
    given: `pipeline('exits', { x: -1, who: 'Ann' }, ({ x, who }) => {
      const n = c.checked({ x }, { name: 'first' });
      return { n, t: c.say({ text: who }), list: forEach([1, 2], (y) => c.add({ a: y, b: n })), big: c.number({ i: 1 }) };
    }, {
      onExit: ({ status, result, failures, seconds }, { who }) => {
        c.show({ status, result });
        c.show({ status: who, result: expr([failures], (list) => list.filter((one) => one.displayName === 'first').map((one) => one.message)) });
        c.show({ status: expr([seconds], (s) => s >= 0 && s < 300 ? 'soon' : 'late'), result: expr([failures], (list) => list.length) });
        c.show({ status: expr([failures, status], (list, s) => s + ': ' + list.map((one) => one.displayName).filter((name) => name === 'first').join(', ')), result: null });
        const named = when([status], (s) => s === 'Succeeded', () => c.say({ text: 'well' })).or(status);
        c.show({ status: named, result: 'joined' });
      },
      hooks: { started: hook((run) => run.status === 'Running', () => c.say({ text: 'off it goes' })) },
    })`,
    runs: [
      {
        parameters: {},
        phase: 'Failed',
        want: [
          '"Ann" ["main: Error (exit code 1)"]',
          '"Failed" "joined"',
          '"Failed" null',
          '"Failed: first" null',
          '"soon" 3',
        ],
      },
      {
        parameters: { x: '5', who: 'Bob' },
        phase: 'Succeeded',
        want: [
          '"Bob" []',
          '"Succeeded" {"n":5,"t":"Bob","list":[6,7],"big":12345678901234568}',
          '"Succeeded: " null',
          '"soon" 0',
          '"well" "joined"',
        ],
      },
    ],
  },
  {
    name: 'single',
    title: 'the result of a run is a single value',
    given: `pipeline('single', {}, () => c.square({ x: 3 }), {
      onExit: ({ result, status }) => { c.show({ status, result }); },
    })`,
    runs: [{ parameters: {}, phase: 'Succeeded', want: ['"Succeeded" 9'] }],
  },
];

describe('the end of a run', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    project = await pipelineProject(pipelinesOf(cases));
  });
  afterAll(() => project[Symbol.dispose]());

  test.concurrent.for(cases.flatMap(({ name, title, runs }) => runs.map((run) => ({ name, title, ...run }))))(
    '$title: $phase',
    async ({ name, parameters, phase, want }) => {
      const run = await project.run(name, parameters);
      const shown = Object.entries(run.logs).flatMap(([node, log]) =>
        /\bshow(-\d)?$/.test(node) ? [log] : [],
      );
      expect({ phase: run.phase, shown: shown.sort() }).toEqual({ phase, shown: want });
      if (name === 'exits') expect(Object.values(run.logs)).toContain('off it goes');
    },
  );
});
