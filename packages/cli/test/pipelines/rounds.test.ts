import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nasty } from './nasty-texts.ts';
import { type PipelineCase, pipelinesOf, testRuns } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

/** Argo cannot insert DEL from an expression, such as a field of a state. */
const withoutDelete = nasty.map((text) => text.replaceAll('\u007f', ''));

const cases: readonly PipelineCase[] = [
  {
    name: 'halves',
    title: 'the state of a round is what the last one returned',
    given: `pipeline('halves', { start: 8 }, ({ start }) => {
      const one = repeatUntil(start, (x) => c.halve({ value: x }), (x) => x < 1, { max: 20 });
      const best = repeatUntil({ error: start, note: 'n{{x}}' }, ({ error, note }, round) => ({ error: c.improve({ error, round }), note }), ({ error }) => error < 1, { max: 20, name: 'best' });
      const constant = repeatUntil({ error: 8 }, ({ error }) => ({ error: c.halve({ value: error }) }), ({ error }) => error < 1, { max: 20 });
      return { one, error: best.error, note: best.note, constant };
    })`,
    runs: [
      { parameters: {}, want: { one: 0.5, error: 0.5, note: 'n{{x}}', constant: { error: 0.5 } } },
      { parameters: { start: '0' }, want: { one: 0, error: 0, note: 'n{{x}}', constant: { error: 0.5 } } },
    ],
  },
  {
    name: 'limits',
    title: 'after the last round the state can be the result',
    given: `pipeline('limits', { start: 8 }, ({ start }) => {
      const early = repeatUntil(start, (x) => c.halve({ value: x }), (x) => x < 1, { max: 2, onLimit: 'return' });
      const once = repeatUntil(start, (x) => c.halve({ value: x }), (x, round) => round > 5, { max: 1, onLimit: 'return' });
      const counted = repeatUntil(0, (_, round) => c.add({ a: round, b: 100 }), (_, round) => round === 3, { max: 9 });
      return { early, once, counted };
    })`,
    runs: [{ parameters: {}, want: { early: 2, once: 4, counted: 103 } }],
  },
  {
    name: 'states',
    title: 'states are texts, lists and nested objects, with constants in them',
    given: `pipeline('states', { word: 'x' }, ({ word }) => {
      const list = repeatUntil(['a'], (l, round) => c.extend({ list: l, word: expr([word, round], (w, r) => \`\${w}\${r}\`) }), (l) => l.length > 3, { max: 9 });
      const deep = repeatUntil({ a: { n: 1, fixed: true }, 'odd key': [1] }, (s) => ({ a: { n: c.add({ a: s.a.n, b: 1 }), fixed: true }, 'odd key': [1, c.square({ x: s.a.n })] }), (s) => s.a.n > 2, { max: 9 });
      const flag = repeatUntil(false, () => c.isEven({ n: 2 }), (f) => f, { max: 9 });
      return { list, deep, flag };
    })`,
    runs: [
      {
        parameters: { word: '{{x' },
        want: {
          list: ['a', '{{x0', '{{x1', '{{x2'],
          deep: { a: { n: 3, fixed: true }, 'odd key': [1, 4] },
          flag: true,
        },
      },
    ],
  },
  {
    name: 'nested',
    title: 'rounds nest in loops, branches and rounds, and use what is around them',
    given: `pipeline('nested', { n: 3 }, ({ n }) => {
      const rows = forEach([1, 2], (x) => repeatUntil(x, (s) => { const t = c.add({ a: s, b: n }); return c.add({ a: t, b: x }); }, (s) => s > 10, { max: 9 }));
      const outer = repeatUntil(0, (total) => {
        const inner = repeatUntil(total, (s, round) => c.add({ a: s, b: expr([total, round], (t, r) => 1 + t + r) }), (s) => s > 3, { max: 9 });
        return when([inner], (v) => v > 5, () => c.add({ a: inner, b: 100 })).or(inner);
      }, (total) => total > 50, { max: 9 });
      return { rows, outer };
    })`,
    // Inner rounds: 0 -> 1 -> 3 -> 6, and 106 ends the outer ones.
    runs: [{ parameters: {}, want: { rows: [13, 12], outer: 106 } }],
  },
  {
    name: 'nasty',
    title: 'any text passes through rounds, or, match and groups unchanged',
    given: `pipeline('nasty', {}, () => {
      const exact = forEach(c.nasty(), (text) => repeatUntil(text, (s) => c.say({ text: s }), (_, round) => round > 0, { max: 3 }));
      const rows = forEach(${JSON.stringify(withoutDelete)}, (text) => {
        const state = repeatUntil({ text, n: 0 }, (s) => ({ text: s.text, n: c.add({ a: s.n, b: 1 }) }), ({ n }) => n > 1, { max: 3 });
        const same = when([state.n], (n) => n > 5, () => c.say({ text: 'no' })).or(state.text);
        const matched = match(expr([state.n], (n) => n > 1), { true: () => c.say({ text: same }), false: () => c.say({ text: 'no' }) });
        return { matched, same };
      });
      return { rows, exact };
    })`,
    runs: [
      {
        parameters: {},
        want: {
          rows: withoutDelete.map((text) => ({ matched: text, same: text })),
          exact: nasty,
        },
      },
    ],
  },
  {
    name: 'ranges',
    title: 'range lists the integers below a count',
    given: `pipeline('ranges', { n: 3 }, ({ n }) => {
      const squares = forEach(range(n), (x) => c.square({ x }));
      const from = forEach(range(c.add({ a: n, b: -3 })), (x) => c.square({ x }));
      return { squares, from, list: range(n), three: forEach(range(3), (x, i) => c.add({ a: x, b: i })), none: forEach(range(0), (x) => c.square({ x: expr([x], (y) => y + 1) })), many: expr([range(1000), n], (l, k) => l.length + k) };
    })`,
    runs: [
      {
        parameters: {},
        want: { squares: [0, 1, 4], from: [], list: [0, 1, 2], three: [0, 2, 4], none: [], many: 1003 },
      },
      {
        parameters: { n: '5' },
        want: {
          squares: [0, 1, 4, 9, 16],
          from: [0, 1],
          list: [0, 1, 2, 3, 4],
          three: [0, 2, 4],
          none: [],
          many: 1005,
        },
      },
    ],
  },
  {
    name: 'waits',
    title: 'pauses and sleeps need no pod',
    given: `pipeline('waits', { n: 0.001 }, ({ n }) => {
      const start = sleep('1ms');
      const again = sleep(n, { name: 'short', after: start });
      const x = c.square({ x: 3 }, { after: again });
      const done = repeatUntil(0, (s) => c.add({ a: s, b: 1 }), (s) => s > 1, { max: 5, pause: '1ms' });
      return { x, done };
    })`,
    runs: [{ parameters: {}, want: { x: 9, done: 2 } }],
  },
  {
    name: 'questions',
    title: 'after the timeout the defaults are the answer',
    given: `pipeline('questions', {}, () => {
      const version = c.say({ text: '1.0 {{workflow.name}} {{{x}}} \\u0007é🙂' });
      const { strategy, share, on, level, tags, shape } = ask('release', { strategy: oneOf(['canary', 'all']), share: 10, on: true, level: oneOf([1, 2], { default: 2 }), tags: ['a'], shape: { r: 0.5 } }, { message: expr([version], (v) => \`Release \${v}?\`), timeout: '5ms' });
      const whole = ask('second', { text: 'x"y', n: 1 }, { message: 'Größe?', timeout: '5ms', after: share });
      return { strategy, share: c.square({ x: share }), on, level, tags, r: shape.r, whole, again: c.say({ text: whole.text }), how: match(strategy, { canary: () => c.square({ x: share }), all: () => c.square({ x: 100 }) }), which: match(level, { 1: () => c.say({ text: 'one' }), 2: () => c.say({ text: 'two' }) }) };
    })`,
    runs: [
      {
        parameters: {},
        want: {
          strategy: 'canary',
          share: 100,
          on: true,
          level: 2,
          tags: ['a'],
          r: 0.5,
          whole: { text: 'x"y', n: 1 },
          again: 'x"y',
          how: 100,
          which: 'two',
        },
      },
    ],
  },
];

describe('rounds, ranges and waits', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    project = await pipelineProject({
      never: `pipeline('never', {}, () => ({ n: repeatUntil(8, (x) => c.halve({ value: x }), (x) => x < 1, { max: 2 }) }))`,
      most: `pipeline('most', {}, () => ({ n: repeatUntil(0, (x) => { sleep('1ms'); return expr([x], (v) => v + 1); }, (x) => x >= 95, { max: 95 }) }))`,
      wrong: `pipeline('wrong', { n: -1 }, ({ n }) => ({ list: range(n), sum: c.total({ values: range(n) }) }))`,
      ...pipelinesOf(cases),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  testRuns(cases, () => project);

  test('a run fails if the condition is false after the last round', async () => {
    const { phase, workflow } = await project.run('never');
    expect(phase).toBe('Error');
    const nodes = Object.values(workflow.status?.nodes ?? {});
    expect(nodes.filter(({ displayName }) => displayName === 'body')).toHaveLength(2);
    expect(
      nodes.find(({ displayName, phase }) => displayName === 'limit' && phase === 'Error'),
    ).toMatchObject({
      message: expect.stringContaining('not-done-after-2-rounds'),
    });
  });

  test('a message is shown as it is, but without tags and characters that Argo cannot insert', async () => {
    const { workflow } = await project.run('questions');
    const nodes = Object.values(workflow.status?.nodes ?? {});
    const shown = nodes.map(
      ({ inputs }) => inputs?.parameters?.find(({ name }) => name === 'message')?.value,
    );
    expect(shown.filter((text) => text !== undefined).sort()).toEqual([
      'Größe?',
      'Release 1.0 { {workflow.name}} { { {x}}} \ufffdé🙂?',
    ]);
  });

  test('as many rounds run as are allowed', async () => {
    const { phase, outputs } = await project.run('most');
    expect({ phase, outputs }).toEqual({ phase: 'Succeeded', outputs: { n: 95 } });
  });

  test.for(['-1', '1.5', '1000000', '1e300'])('a range of %s fails', async (n) => {
    const { phase, workflow } = await project.run('wrong', { n });
    expect(phase).toBe('Error');
    const messages = Object.values(workflow.status?.nodes ?? {}).map(({ message }) => message);
    expect(messages.join('\n')).toContain('range needs an integer');
  });
});
