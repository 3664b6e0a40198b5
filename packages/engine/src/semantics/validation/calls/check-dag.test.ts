import { expect, test } from 'vitest';
import { problemOf, saying } from '../../../../test/semantics/spec-problem-of.ts';

const task = (name: string, fields: object = {}): object => ({ name, template: 'leaf', ...fields });
const says = (name: string, value: string, fields: object = {}): object =>
  task(name, { template: 'echo', ...saying(value), ...fields });
const M = 'templates.main';
const NAME_RULE =
  "is invalid: name must consist of alpha-numeric characters or '-', and must start with an alpha-numeric character (e.g. My-name1-2, 123-NAME)";

test.for<{ title: string; tasks: object[]; want: string | undefined }>([
  { title: 'no tasks', tasks: [], want: `${M} must have at least one task` },
  {
    title: 'a name twice',
    tasks: [task('a'), task('a')],
    want: `${M} sorting failed: duplicated nodeName a`,
  },
  {
    title: 'a missing dependency',
    tasks: [task('a', { dependencies: ['b'] })],
    want: `${M} sorting failed: invalid dependency b`,
  },
  {
    title: 'a word in depends that looks like a name',
    tasks: [task('a'), task('b', { depends: 'a and a' })],
    want: `${M} sorting failed: invalid dependency and`,
  },
  {
    title: 'a cycle',
    tasks: [task('a', { depends: 'b' }), task('b', { depends: 'a' })],
    want: `${M} sorting failed: graph with cycle`,
  },
  { title: 'a bad name', tasks: [task('a_b')], want: `${M}.tasks[0].name: 'a_b' ${NAME_RULE}` },
  {
    title: 'a bad name, whose index counts in the order of the dependencies',
    tasks: [task('c_d', { dependencies: ['a'] }), task('a')],
    want: `${M}.tasks[1].name: 'c_d' ${NAME_RULE}`,
  },
  { title: 'a digit in front', tasks: [task('1a')], want: undefined },
  {
    title: 'a digit in front of a task with dependencies',
    tasks: [task('a'), task('1b', { dependencies: ['a'] })],
    want: `${M}.tasks.1b name cannot begin with a digit when using either 'depends' or 'dependencies'`,
  },
  {
    title: 'a digit in front of a task, and depends elsewhere',
    tasks: [task('1a'), task('b', { depends: '1a' })],
    want: `${M}.tasks.1a name cannot begin with a digit when using either 'depends' or 'dependencies'`,
  },
  {
    title: 'an unknown result',
    tasks: [task('a'), task('b', { depends: 'a.Passed' })],
    want: `${M}.tasks.b task result 'Passed' for task 'a' is invalid`,
  },
  {
    title: 'a result of items of a task without a loop',
    tasks: [task('a'), task('b', { depends: 'a.AnySucceeded' })],
    want: `${M}.tasks.a dependency 'a' uses an items-based condition such as .AnySucceeded or .AllFailed but does not contain any items`,
  },
  {
    title: 'a result of items of a loop',
    tasks: [task('a', { withItems: [1] }), task('b', { depends: 'a.AllFailed' })],
    want: undefined,
  },
  {
    title: 'two loops',
    tasks: [task('a', { withItems: [1], withParam: '[]' })],
    want: `${M}.tasks.a only one of withItems, withParam, withSequence can be specified`,
  },
  {
    title: 'an output of a task that it does not depend on',
    tasks: [task('a'), says('b', 'x {{tasks.a.outputs.result}}')],
    want: undefined,
  },
  {
    title: 'a value that is the output of a task that it does not depend on',
    tasks: [task('a'), says('b', '{{tasks.a.outputs.result}}')],
    want: `${M}.tasks.b missing dependency 'a' for parameter 'm'`,
  },
  {
    title: 'an artifact of a task that it does not depend on',
    tasks: [
      {
        name: 'a',
        inline: { container: { image: 'busybox' }, outputs: { artifacts: [{ name: 'f', path: '/f' }] } },
      },
      task('b', { arguments: { artifacts: [{ name: 'g', from: '{{tasks.a.outputs.artifacts.f}}' }] } }),
    ],
    want: `${M}.tasks.b missing dependency 'a' for artifact 'g'`,
  },
  {
    title: 'the status of a task that it does not depend on',
    tasks: [task('a'), says('b', 'x {{tasks.a.status}}')],
    want: `${M}.tasks.b failed to resolve {{tasks.a.status}}`,
  },
  {
    title: 'the status of an indirect dependency',
    tasks: [task('a'), task('b', { depends: 'a' }), says('c', '{{tasks.a.status}}', { depends: 'b.Failed' })],
    want: undefined,
  },
  {
    title: 'its own status in a hook',
    tasks: [
      task('a', { hooks: { h: { template: 'leaf', expression: 'true', ...saying('{{tasks.a.status}}') } } }),
    ],
    want: undefined,
  },
  {
    title: 'a key of an item of another task',
    tasks: [task('a', { withItems: [{ k: 1 }] }), says('b', '{{item.k}}')],
    want: `${M}.tasks.b failed to resolve {{item.k}}`,
  },
])('a dag with $title', ({ tasks, want }) => {
  // The tasks are wrong on purpose.
  expect(problemOf({ dag: { tasks: tasks as never } })).toBe(want);
});

test.for([
  { target: 'a', want: undefined },
  { target: 'a x', want: `${M}.targets: target 'x' is not defined` },
  { target: '{{inputs.parameters.x}}', want: `${M}.targets failed to resolve {{inputs.parameters.x}}` },
  { target: '{{retries}}', want: undefined },
])('target $target', ({ target, want }) => {
  expect(problemOf({ dag: { target, tasks: [{ name: 'a', template: 'leaf' }] } })).toBe(want);
});

test('a long chain of tasks is checked quickly', () => {
  const tasks = Array.from({ length: 3_000 }, (_, index) =>
    index === 0
      ? task('t0')
      : says(`t${index}`, `{{tasks.t${index - 1}.outputs.result}}`, { depends: `t${index - 1}` }),
  );
  const start = performance.now();
  expect(problemOf({ dag: { tasks: tasks as never } })).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(5_000);
});
