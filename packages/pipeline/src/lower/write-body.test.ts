import { describe, expect, test } from 'vitest';
import { compileSpec, compileTemplates, tasksOf } from '../../test/compile.ts';
import {
  add,
  choose,
  describeComponent,
  describeNumbers,
  draw,
  hello,
  notify,
  scale,
  square,
  total,
} from '../../test/components.ts';
import { after, component, expr, forEach, gt, input, type Output, oneOf, pipeline, when } from '../index.ts';

const five = (): Output<number> => square({ x: 5 });
const result = '{{tasks.square.outputs.parameters.output}}';
const encode = (text: string): string => `{{=replace(toJson(${text}), '\\x7b\\x7b', '\\\\u007b\\\\u007b')}}`;
const squareOut = 'fromJSON(tasks.square.outputs.parameters.output)';

describe('tasks of the main dag', () => {
  test.for<{ title: string; given: () => unknown; want: Record<string, string> }>([
    { title: 'a literal', given: () => square({ x: 2 }), want: { square: 'square(x=2)' } },
    {
      title: 'a text that looks like a tag',
      given: () => notify({ text: '{{x}}' }),
      want: { notify: 'notify(text="\\u007b\\u007bx}}")' },
    },
    { title: 'no inputs', given: () => hello(), want: { hello: 'hello()' } },
    {
      title: 'data',
      given: () => scale({ x: five() }),
      want: { square: 'square(x=5)', scale: `scale(x=${result}) after square.Succeeded` },
    },
    {
      title: 'an optional argument given once',
      given: () => {
        scale({ x: 1 });
        scale({ x: 1, by: 2 });
      },
      want: {
        scale: 'scale(x=1)',
        'scale-2': 'scale(x=1, by=2, tiphys-forms={"x":{"kind":"value"},"by":{"kind":"value"}})',
      },
    },
    {
      title: 'after',
      given: () => {
        const a = five();
        notify({ text: 'x' }, { after: [a] });
      },
      want: { square: 'square(x=5)', notify: 'notify(text="x") after square.Succeeded' },
    },
    {
      title: 'a long row of waits',
      given: () => {
        const tasks = [1, 2, 3].map((n) => square({ x: n }));
        tasks.forEach((task, at) => {
          after(task, tasks.slice(Math.max(0, at - 1), at));
        });
      },
      want: {
        square: 'square(x=1)',
        'square-2': 'square(x=2) after square.Succeeded',
        'square-3': 'square(x=3) after square-2.Succeeded',
      },
    },
    {
      title: 'after by statement',
      given: () => {
        const n = notify({ text: 'x' });
        after(n, [five()]);
      },
      want: { square: 'square(x=5)', notify: 'notify(text="x") after square.Succeeded' },
    },
    {
      title: 'a field',
      given: () => notify({ text: describeNumbers({ values: [1] }).label }),
      want: {
        'describe-numbers': 'describe-numbers(values=[1])',
        notify: `notify(text=${encode("fromJSON(tasks['describe-numbers'].outputs.parameters.output).label")}) after describe-numbers.Succeeded`,
      },
    },
    {
      title: 'a computed value',
      given: () => notify({ text: expr([five()], (n) => `n ${n}`) }),
      want: {
        square: 'square(x=5)',
        notify: `notify(text=${encode(`'n ' + toJson(${squareOut} + 0)`)}) after square.Succeeded`,
      },
    },
    {
      title: 'a condition',
      given: () => {
        const n = five();
        when(
          [n],
          (v) => v > 1,
          () => notify({ text: 'x' }),
        );
      },
      want: {
        square: 'square(x=5)',
        notify: `notify(text="x") after square.Succeeded when {{=${squareOut} > 1}}`,
      },
    },
    {
      title: 'a condition made by builders',
      given: () => {
        when(gt(five(), 1), () => notify({ text: 'x' }));
      },
      want: {
        square: 'square(x=5)',
        notify: `notify(text="x") after square.Succeeded when {{=${squareOut} > 1}}`,
      },
    },
    {
      title: 'several tasks with one condition',
      given: () => {
        const n = five();
        when(
          [n],
          (v) => v > 1,
          () => {
            scale({ x: n });
            scale({ x: 2 });
          },
        );
      },
      want: {
        square: 'square(x=5)',
        when: `when(square=${result}) after square.Succeeded when {{=${squareOut} > 1}}`,
      },
    },
    {
      title: 'a task after a branch that may be skipped',
      given: () => {
        const b = when(gt(five(), 1), () => notify({ text: 'x' }));
        notify({ text: 'y' }, { after: [b] });
      },
      want: {
        square: 'square(x=5)',
        notify: `notify(text="x") after square.Succeeded when {{=${squareOut} > 1}}`,
        'notify-2': 'notify(text="y") after (notify.Succeeded || notify.Skipped)',
      },
    },
    {
      title: 'a loop over a literal',
      given: () => {
        forEach(['a{{', 'b'], (text) => notify({ text }));
      },
      want: { 'each-notify': 'each-notify(list=["\\"a\\\\u007b\\\\u007b\\"","\\"b\\""])' },
    },
    {
      title: 'a loop over an empty list',
      given: () => {
        forEach([] as number[], (x) => square({ x }));
      },
      want: { 'each-square': 'each-square(list=[])' },
    },
    {
      title: 'a loop with index',
      given: () => {
        forEach([7], (x, i) => add({ a: x, b: i }));
      },
      want: { 'each-add': 'each-add(list=[{"index":0,"value":"7"}])' },
    },
    {
      title: 'a small fan-in as a parameter',
      given: () => total({ values: forEach([1, 2], (x) => square({ x })) }),
      want: {
        'each-square': 'each-square(list=["1","2"])',
        total: 'total(values={{tasks.each-square.outputs.parameters.results}}) after each-square.Succeeded',
      },
    },
    {
      title: 'a fan-in that may be large as a file',
      given: () => total({ values: forEach(draw({ count: 5 }), (x) => square({ x })) }),
      want: {
        draw: 'draw(count=5)',
        'each-square':
          'each-square(list={{tasks.draw.outputs.parameters.output-items}}) after draw.Succeeded',
        total: 'total(values<{{tasks.each-square.outputs.parameters.results}}) after each-square.Succeeded',
      },
    },
    {
      title: 'a loop over the results of a loop',
      given: () => {
        forEach(
          forEach([1], (x) => square({ x })),
          (x) => square({ x }),
        );
      },
      want: {
        'each-square': 'each-square(list=["1"])',
        'each-square-2':
          'each-square-2(list={{tasks.each-square.outputs.parameters.results}}) after each-square.Succeeded',
      },
    },
    {
      title: 'a loop over a field',
      given: () => {
        forEach(describeNumbers({ values: [1] }).values, (x) => square({ x }));
      },
      want: {
        'describe-numbers': 'describe-numbers(values=[1])',
        'each-square': `each-square(list={{=toJson(map(fromJSON(tasks['describe-numbers'].outputs.parameters.output).values, replace(toJson(#), '\\x7b\\x7b', '\\\\u007b\\\\u007b')))}}) after describe-numbers.Succeeded`,
      },
    },
    {
      title: 'values from outside of a loop',
      given: () => {
        const by = five();
        forEach([1], (x) => scale({ x, by }));
      },
      want: {
        square: 'square(x=5)',
        'each-scale': `each-scale(list=["1"], square=${result}) after square.Succeeded`,
      },
    },
    {
      title: 'tasks outside that a task in a loop waits for',
      given: () => {
        const a = five();
        forEach([1], (x) => {
          scale({ x }, { after: [a] });
        });
      },
      want: { square: 'square(x=5)', 'each-scale': 'each-scale(list=["1"]) after square.Succeeded' },
    },
  ])('$title', async ({ given, want }) => {
    const { main } = await compileTemplates(pipeline('p', {}, given as () => undefined));
    expect(tasksOf(main)).toEqual(want);
  });

  /** The same component, for values of any type. */
  const chooseAny: typeof choose = component(describeComponent('choose', { mode: {} }, {}));

  test.for<{ title: string; given: unknown; call?: typeof choose; want: Record<string, unknown> }>([
    {
      title: 'a default that is a number',
      given: 5,
      call: chooseAny,
      want: { parameter: { value: '5' }, task: 'choose(mode={{workflow.parameters.x}})' },
    },
    {
      title: 'a default that is text',
      given: 'min',
      want: { parameter: { value: 'min' }, task: `choose(mode=${encode('workflow.parameters.x')})` },
    },
    {
      title: 'a choice',
      given: oneOf(['min', 'max']),
      want: {
        parameter: { value: 'min', enum: ['min', 'max'] },
        task: `choose(mode=${encode('workflow.parameters.x')})`,
      },
    },
    {
      title: 'a required input, with the type of its consumer',
      given: input({ description: 'How.' }),
      want: { parameter: { description: 'How.' }, task: `choose(mode=${encode('workflow.parameters.x')})` },
    },
    {
      title: 'a default that is an object',
      given: { a: '{{' },
      call: chooseAny,
      want: {
        parameter: { value: '{"a":"\\u007b\\u007b"}' },
        task: "choose(mode={{=replace(workflow.parameters.x, '\\x7b\\x7b', '\\\\u007b\\\\u007b')}})",
      },
    },
  ])('inputs: $title', async ({ given, call = choose, want }) => {
    const spec = await compileSpec(
      pipeline('p', { x: given }, ({ x }) => call({ mode: x as Output<'min'> })),
    );
    expect(spec.arguments?.parameters).toEqual([{ name: 'x', ...(want.parameter as object) }]);
    expect(tasksOf(spec.templates?.[0])).toEqual({ choose: want.task });
  });
});
