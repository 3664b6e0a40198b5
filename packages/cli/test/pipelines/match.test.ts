import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PipelineCase, pipelinesOf, testRuns } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const matches: readonly PipelineCase[] = [
  {
    name: 'values',
    title: 'match runs the body for a value, and gives its result and its file',
    given: `pipeline('values', { mode: oneOf(['fast', 'exact']) }, ({ mode }) => {
      const n = match(mode, { fast: () => c.add({ a: 1, b: 1 }), exact: () => c.add({ a: 10, b: 1 }) });
      const { file, size } = match(mode, {
        fast: () => ({ file: c.writeFile({ text: 'fast' }), size: c.add({ a: 1, b: 2 }) }),
        exact: () => { c.say({ text: 'x' }); return { file: c.writeFile({ text: 'exact' }), size: c.add({ a: 3, b: 4 }) }; },
      });
      const alone = match(mode, { fast: () => c.writeFile({ text: 'F' }), exact: () => c.writeFile({ text: 'E' }) });
      return { n, size, text: c.readText({ file }), alone: c.readText({ file: alone }) };
    })`,
    runs: [
      { parameters: { mode: 'exact' }, want: { n: 11, size: 7, text: 'exact', alone: 'E' } },
      { parameters: {}, want: { n: 2, size: 3, text: 'fast', alone: 'F' } },
    ],
  },
  {
    name: 'large',
    title: 'large values come out of branches',
    given: `pipeline('large', { n: 3 }, ({ n }) => {
      const long = when([n], (v) => v > 2, () => c.big({ length: 300000 })).elseWhen([n], (v) => v > 1, () => c.big({ length: 2 })).otherwise(() => c.big({ length: 1 }));
      return { size: c.measure({ text: long }) };
    })`,
    runs: [
      { parameters: {}, want: { size: 300000 } },
      { parameters: { n: '2' }, want: { size: 2 } },
      { parameters: { n: '0' }, want: { size: 1 } },
    ],
  },
  {
    name: 'others',
    title: 'the last body runs for all other values; booleans and numbers are texts as keys',
    given: `pipeline('others', { n: 4 }, ({ n }) => {
      const side = match(c.flip({ n }), { heads: () => c.say({ text: 'heads' }) }, () => c.say({ text: 'not heads' }));
      const even = match(c.isEven({ n }), { true: () => c.add({ a: 1, b: 0 }), false: () => c.add({ a: 0, b: 0 }) });
      const mark = match(c.grade({ n }), { 1: () => c.say({ text: 'one' }), 2: () => c.say({ text: 'two' }), '-3': () => c.say({ text: 'three' }) });
      const computed = match(expr([n], (v) => v > 3), { true: () => c.say({ text: 'more' }), false: () => c.say({ text: 'less' }) });
      const word = match(expr([n], (v) => (v > 3 ? '1' : 'x')), { 1: () => c.say({ text: 'a one' }), x: () => c.say({ text: 'an x' }) });
      return { side, even, mark, computed, word };
    })`,
    runs: [
      {
        parameters: {},
        want: { side: 'heads', even: 1, mark: 'two', computed: 'more', word: 'a one' },
      },
      {
        parameters: { n: '1' },
        want: { side: 'not heads', even: 0, mark: 'three', computed: 'less', word: 'an x' },
      },
      {
        parameters: { n: '7' },
        want: { side: 'not heads', even: 0, mark: 'one', computed: 'more', word: 'a one' },
      },
    ],
  },
  {
    name: 'nasty',
    title: 'keys may be any text',
    given: `pipeline('nasty', { n: 0 }, ({ n }) => ({
      got: match(c.nastyChoice({ n }), {
        '': () => c.say({ text: 'empty' }),
        Ärger: () => c.say({ text: 'Ärger' }),
        'a b': () => c.say({ text: 'a b' }),
        'A-B': () => c.say({ text: 'A-B' }),
        '{{workflow.name}}': () => c.say({ text: '{{tag}}' }),
        1: () => c.say({ text: 'digit' }),
      }),
    }))`,
    runs: ['empty', 'Ärger', 'a b', 'A-B', '{{tag}}', 'digit'].map((got, n) => ({
      parameters: { n: String(n) },
      want: { got },
    })),
  },
  {
    name: 'tagged',
    title: 'each case of a tagged union gets its member',
    given: `pipeline('tagged', { id: 1 }, ({ id }) => {
      const order = c.loadOrder({ id });
      const paid = match(order, 'kind', {
        card: (card) => { const word = expr([card.paid, card.number], (paid, n) => paid ? 'paid ' + n : n); return { text: c.say({ text: word }), whole: c.payOrder({ order: card }) }; },
        cash: (cash) => ({ text: c.say({ text: expr([cash.amount], (n) => \`\${n * 2} coins\`) }), whole: c.payOrder({ order: cash }) }),
        'gift {{x}}': ({ from }) => ({ text: c.say({ text: from }), whole: c.payOrder({ order }) }),
      });
      const rows = forEach([1, 2, 3], (x) => { const one = c.loadOrder({ id: x }); return match(one, 'kind', { card: (it) => c.say({ text: it.number }), cash: (it) => c.say({ text: expr([it.amount], (n) => \`\${n}\`) }), 'gift {{x}}': (it) => c.say({ text: it.from }) }); });
      return { text: paid.text, whole: paid.whole, rows };
    })`,
    runs: [
      {
        parameters: {},
        want: {
          text: 'paid 12-34',
          whole: '{"kind":"card","number":"12-34","paid":true}',
          rows: ['12-34', '5', 'Ann'],
        },
      },
      {
        parameters: { id: '2' },
        want: { text: '10 coins', whole: '{"kind":"cash","amount":5}', rows: ['12-34', '5', 'Ann'] },
      },
      {
        parameters: { id: '3' },
        want: { text: 'Ann', whole: '{"kind":"gift {{x}}","from":"Ann"}', rows: ['12-34', '5', 'Ann'] },
      },
    ],
  },
  {
    name: 'inside',
    title: 'choices come out of groups and loops, with their files',
    given: `pipeline('inside', { n: 1 }, ({ n }) => {
      const { file, size } = group('g', () => {
        const side = c.flip({ n });
        const both = match(side, { heads: () => ({ file: c.writeFile({ text: 'heads' }), size: c.add({ a: 0, b: 1 }) }), tails: () => ({ file: c.writeFile({ text: 'tails' }), size: c.add({ a: 1, b: 1 }) }) });
        return { file: both.file, size: both.size };
      });
      const texts = forEach(range(3), (i) => match(c.flip({ n: i }), { heads: () => c.say({ text: 'h' }), tails: () => c.say({ text: 't' }) }));
      return { text: c.readText({ file }), size, texts };
    })`,
    runs: [
      { parameters: {}, want: { text: 'tails', size: 2, texts: ['h', 't', 'h'] } },
      { parameters: { n: '2' }, want: { text: 'heads', size: 1, texts: ['h', 't', 'h'] } },
    ],
  },
  {
    name: 'chains',
    title: 'elseWhen is tried in order, and or gives a value',
    given: `pipeline('chains', { n: 3 }, ({ n }) => {
      const threshold = 5;
      const size = when([n, threshold], (v, t) => v > t, () => c.say({ text: 'large' }))
        .elseWhen([n], (v) => v > 2, () => { c.say({ text: '' }); return c.say({ text: 'medium' }); })
        .elseWhen(gt(n, 1), () => c.say({ text: 'small' }))
        .otherwise(() => c.say({ text: 'tiny' }));
      const last = when([n], (v) => v > 5, () => c.square({ x: n })).elseWhen([n], (v) => v > 2, () => c.square({ x: 2 }));
      const a = last.or(41);
      const b = when([n], (v) => v > 5, () => c.square({ x: n })).or(n);
      const d = when([n], (v) => v > 5, () => ({ x: c.square({ x: n }), t: c.say({ text: 'in' }) })).or({ x: 1, t: 'out {{x}}' });
      const e = when([n], (v) => v > 5, () => ({ x: c.square({ x: n }), t: c.say({ text: 'in' }) })).or(null);
      const quiet = when([n], (v) => v > 5, () => { c.say({ text: 'a' }); }).elseWhen([n], (v) => v > 2, () => { c.say({ text: 'b' }); });
      const later = c.say({ text: 'later' }, { after: [quiet] });
      return { size, a, b, x: d.x, t: d.t, e, later, sum: c.add({ a, b }) };
    })`,
    runs: [
      {
        parameters: {},
        want: { size: 'medium', a: 4, b: 3, x: 1, t: 'out {{x}}', e: null, later: 'later', sum: 7 },
      },
      {
        parameters: { n: '6' },
        want: { size: 'large', a: 36, b: 36, x: 36, t: 'in', e: { x: 36, t: 'in' }, later: 'later', sum: 72 },
      },
      {
        parameters: { n: '2' },
        want: { size: 'small', a: 41, b: 2, x: 1, t: 'out {{x}}', e: null, later: 'later', sum: 43 },
      },
      {
        parameters: { n: '0' },
        want: { size: 'tiny', a: 41, b: 0, x: 1, t: 'out {{x}}', e: null, later: 'later', sum: 41 },
      },
    ],
  },
];

describe('choices between bodies', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    const never = `pipeline('never', {}, () => {
      const side = match(c.lie(), { heads: () => c.say({ text: 'heads' }), tails: () => c.say({ text: 'tails' }) });
      c.say({ text: side });
    })`;
    project = await pipelineProject({
      never,
      ...pipelinesOf(matches),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  testRuns(matches, () => project);

  test('a run fails if the value of a match has no case', async () => {
    const { phase, workflow } = await project.run('never');
    expect(phase).toBe('Error');
    const nodes = Object.values(workflow.status?.nodes ?? {});
    expect(nodes.find(({ displayName }) => displayName === 'no-case')).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('value-matches-no-case'),
    });
    expect(
      nodes.filter(({ templateName, phase }) => templateName === 'say' && phase === 'Succeeded'),
    ).toEqual([]);
  });
});
