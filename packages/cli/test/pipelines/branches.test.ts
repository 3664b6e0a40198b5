import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pipelinesOf, testRuns } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const cases = [
  {
    name: 'joined',
    title: 'when and otherwise return one value, whichever ran',
    given: `pipeline('joined', { n: 3 }, ({ n }) => {
      const sum = c.total({ values: c.listNumbers({ n }) });
      const chosen = when([sum], (s) => s > 10, () => c.say({ text: 'big' })).otherwise(() => {
        const z = c.add({ a: sum, b: 1 });
        return c.say({ text: expr([z], (v) => \`\${v}\`) });
      });
      const fields = when([sum], (s) => s % 2 === 0, () => ({ n: c.add({ a: 1, b: 2 }), t: c.say({ text: '{{even}}' }) })).otherwise(() => ({ n: c.add({ a: 10, b: 20 }), t: c.say({ text: 'odd' }) }));
      const unchanged = when(gt(sum, 100), () => c.add({ a: 1, b: 1 })).otherwise(() => sum);
      return { chosen, joined: c.join({ words: expr([chosen, fields.t], (a, b) => [a, b]) }), field: c.square({ x: fields.n }), fields, unchanged };
    })`,
    runs: [
      {
        parameters: {},
        want: { chosen: '7', joined: '7|{{even}}', field: 9, fields: { n: 3, t: '{{even}}' }, unchanged: 6 },
      },
      {
        parameters: { n: '5' },
        want: { chosen: 'big', joined: 'big|odd', field: 900, fields: { n: 30, t: 'odd' }, unchanged: 15 },
      },
    ],
  },
  {
    name: 'nested',
    title: 'branches nest, and contain loops',
    given: `pipeline('nested', { n: 3 }, ({ n }) => {
      const numbers = c.listNumbers({ n });
      const sum = c.total({ values: numbers });
      const inner = when([sum], (s) => s > 1, () => {
        const z = c.add({ a: sum, b: 1 });
        return when([z], (v) => v > 10, () => c.add({ a: z, b: 1 })).otherwise(() => c.add({ a: z, b: 2 }));
      }).otherwise(() => c.square({ x: 9 }));
      const loop = when(and(gt(sum, 1), not(eq(sum, 6))), () => forEach(numbers, (x) => c.add({ a: x, b: sum }))).otherwise(() => numbers);
      return { inner, loop, over: forEach(loop, (x) => c.square({ x })) };
    })`,
    runs: [
      { parameters: {}, want: { inner: 9, loop: [1, 2, 3], over: [1, 4, 9] } },
      { parameters: { n: '1' }, want: { inner: 81, loop: [1], over: [1] } },
      { parameters: { n: '4' }, want: { inner: 12, loop: [11, 12, 13, 14], over: [121, 144, 169, 196] } },
    ],
  },
  {
    name: 'looped',
    title: 'a branch in a loop uses the item, the index and outer tasks',
    given: `pipeline('looped', {}, () => {
      const numbers = c.listNumbers({ n: 3 });
      const sum = c.total({ values: numbers });
      const rows = forEach(numbers, (x, i) => {
        const q = c.square({ x });
        const b = when([q, i], (v, k) => v > 1 && k > 0, () => c.add({ a: q, b: sum })).otherwise(() => q);
        return { b, x };
      });
      return { rows, next: forEach(rows, (row, i) => c.add({ a: row.b, b: i })) };
    })`,
    runs: [
      {
        parameters: {},
        want: {
          rows: [
            { b: 1, x: 1 },
            { b: 10, x: 2 },
            { b: 15, x: 3 },
          ],
          next: [1, 11, 17],
        },
      },
    ],
  },
  {
    name: 'mixed',
    title: 'a branch contains tasks with options, and a loop with a branch',
    given: `pipeline('mixed', { n: 3 }, ({ n }) => {
      const chosen = when([n], (v) => v > 1, () => {
        const a = c.square({ x: n }, { retry: 1, timeout: '1m' });
        const l = forEach(c.listNumbers({ n: a }), (x, i) => {
          const s = c.add({ a: x, b: a });
          return when([s, i], (v, k) => v > 10 && k < 2, () => c.add({ a: s, b: n })).otherwise(() => c.add({ a: 0, b: i }));
        }, { parallelism: 3 });
        return { l, t: c.total({ values: l }) };
      }).otherwise(() => ({ l: c.listNumbers({ n: 1 }), t: n }));
      return { chosen, t: c.scale({ x: chosen.t }), squares: forEach(chosen.l, (x) => c.square({ x })) };
    })`,
    runs: [
      { parameters: { n: '2' }, want: { chosen: { l: [0, 1, 2, 3], t: 6 }, t: 60, squares: [0, 1, 4, 9] } },
      { parameters: { n: '1' }, want: { chosen: { l: [1], t: 1 }, t: 10, squares: [1] } },
    ],
  },
  {
    name: 'computed',
    title: 'expr computes numbers, strings, lists and objects from outputs and fields',
    given: `pipeline('computed', { who: 'x', mode: oneOf(['min', 'max']), odd: 'a-b' }, ({ who, mode, odd }) => {
      const s = c.stats({ values: c.listNumbers({ n: 4 }) });
      const n = c.square({ x: 123456 });
      return {
        product: expr([s, n], (a, b) => a.mean * b + a.values.length),
        text: c.say({ text: expr([s, who], (a, w) => \`\${w.trim()} has \${a.mean > 1 ? 'many' : 'one'}: \${a.label}\`) }),
        large: c.say({ text: expr([n], (v) => \`\${v}\`) }),
        list: c.join({ words: expr([who, mode, odd], (a, b, d) => [a, b, d]) }),
        mode: c.say({ text: mode }),
        field: c.square({ x: s.mean }),
        deep: s.best.name,
        key: c.square({ x: s.best['odd key'] }),
        label: c.say({ text: s.label }),
        objects: c.pairUp({ pairs: expr([s], (a) => [{ a: a.mean, b: a.label }]) }),
      };
    })`,
    runs: [
      {
        parameters: { who: 'über{{', mode: 'max' },
        want: {
          product: 38103459844,
          text: 'über{{ has many: é{{x}} "q"',
          large: '15241383936',
          list: 'über{{|max|a-b',
          mode: 'max',
          field: 6.25,
          deep: 'b',
          key: 49,
          label: 'é{{x}} "q"',
          objects: '2.5é{{x}} "q"',
        },
      },
    ],
  },
] as const;

describe('branches and expressions', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    const quiet = `pipeline('quiet', { n: 3 }, ({ n }) => {
      const sum = c.total({ values: c.listNumbers({ n }) });
      const skipped = when([sum], (s) => s > 2, () => {
        c.say({ text: 'two' });
        when([sum], (s) => s > 1000, () => { c.say({ text: 'never' }); c.say({ text: 'never' }); });
      });
      const none = when(gt(sum, 1000), () => c.say({ text: 'never' }));
      const later = c.say({ text: 'later' }, { after: [skipped, none], name: 'later' });
      const first = c.say({ text: 'first' }, { name: 'first' });
      after(first, [later]);
    })`;
    project = await pipelineProject({
      quiet,
      ...pipelinesOf(cases),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  testRuns(cases, () => project);

  test('tasks after a branch without otherwise run in order, whether the branch ran or not', async () => {
    const { phase, logs, workflow } = await project.run('quiet');
    expect(phase).toBe('Succeeded');
    expect(
      Object.values(logs)
        .filter((text) => text !== '')
        .sort(),
    ).toEqual(['first', 'later', 'two']);
    const nodes = Object.values(workflow.status?.nodes ?? {});
    const started = (name: string): string =>
      nodes.find((node) => node.displayName === name)?.startedAt ?? '';
    const finished = (name: string): string =>
      nodes.find((node) => node.displayName === name)?.finishedAt ?? '';
    expect(finished('later') <= started('first')).toBe(true);
  });
});
