import { afterAll, beforeAll, expect, test } from 'vitest';
import { pipelinesOf } from './pipeline-cases.ts';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

// The templates of a WorkflowTemplate have only what their calls need of the code of Tiphys, so each of these pipelines has a component of its own.
const cases = [
  {
    name: 'plain',
    title: 'numbers, strings and booleans',
    given: `pipeline('plain', { n: 3 }, ({ n }) => ({
      number: c.square({ x: n }), text: c.say({ text: 'é{{x}} $(HOME)' }), even: c.isEven({ n }), null: c.maybe({ n: 0 }),
    }), { kind: 'WorkflowTemplate' })`,
    want: { number: 9, text: 'é{{x}} $(HOME)', even: false, null: null },
  },
  {
    name: 'lists',
    title: 'lists without a loop',
    given: `pipeline('lists', {}, () => ({ total: c.total({ values: c.listNumbers({ n: 3 }) }), texts: c.nasty(), rows: c.sums({ rows: c.table({ n: 2 }) }) }), { kind: 'WorkflowTemplate' })`,
    want: {
      total: 6,
      rows: [0, 21],
      texts: expect.arrayContaining(['{{workflow.name}}', '{{{x}}}', 'é🙂\u007f\u0007']),
    },
  },
  {
    name: 'loop',
    title: 'a loop and its results',
    given: `pipeline('loop', {}, () => ({ total: c.total({ values: forEach(c.listNumbers({ n: 3 }), (x) => c.square({ x })) }) }), { kind: 'WorkflowTemplate' })`,
    want: { total: 14 },
  },
  {
    name: 'results',
    title: 'items of the results of a loop',
    given: `pipeline('results', {}, () => {
      const first = forEach(c.listNumbers({ n: 2 }), (x) => ({ a: c.square({ x }), b: c.say({ text: '{{b}}' }) }));
      return { sums: forEach(first, (pair, i) => c.add({ a: pair.a, b: i })), pairs: c.pairUp({ pairs: first }), scaled: forEach([1, 2], (x, i) => c.scale({ x, by: i })) };
    }, { kind: 'WorkflowTemplate' })`,
    want: { sums: [1, 5], pairs: '1{{b}},4{{b}}', scaled: [0, 2] },
  },
  {
    name: 'large',
    title: 'large values, also for inputs that are not large',
    given: `pipeline('large', {}, () => ({
      written: c.measure({ text: 'abc' }), made: c.measure({ text: c.big({ length: 200000 }) }), rows: c.countRows({ rows: c.bigRows({ n: 5 }) }),
      small: c.count({ text: c.big({ length: 10 }) }), long: c.lengths({ words: ['x'.repeat(110000)] }),
    }), { kind: 'WorkflowTemplate' })`,
    want: { written: 3, made: 200_000, rows: 5, small: 10, long: [110_000] },
  },
  {
    name: 'literal',
    title: 'a large value that is written in the pipeline',
    given: `pipeline('literal', {}, () => ({ length: c.measure({ text: 'abc' }) }), { kind: 'WorkflowTemplate' })`,
    want: { length: 3 },
  },
  {
    name: 'files',
    title: 'files and several outputs',
    given: `pipeline('files', {}, () => {
      const { model, score, log, note } = c.train({ table: c.save({ text: '{{t}}' }), rate: 2 });
      return { model: c.readModel({ model }), score, log, note: c.describe({ value: null }), all: c.readAll({ files: forEach(['a', 'b'], (text) => c.writeFile({ text })) }) };
    }, { kind: 'WorkflowTemplate' })`,
    want: { model: 'model of {{t}}', score: 4, all: 'a,b' },
  },
  {
    name: 'optional',
    title: 'inputs that are omitted, and inputs in one object',
    given: `pipeline('optional', {}, () => ({ by: c.scale({ x: 2 }), none: c.count({}), greeted: c.greet({ name: 'Ann' }), file: c.readIfThere({ note: 'n' }) }), { kind: 'WorkflowTemplate' })`,
    want: { by: 20, none: -1, greeted: 'Hello Ann (no mark)', file: 'nothing n' },
  },
  {
    name: 'texts',
    title: 'plain text of a container and of Argo',
    given: `pipeline('texts', {}, () => {
      const print = component.container('print', { image: 'alpine:3.22', outputs: { text: stdout() }, command: ['printf', '%s', '12 {{x}}'] });
      return { said: c.say({ text: print().text }), count: c.count({ text: print().text }) };
    }, { kind: 'WorkflowTemplate' })`,
    want: { said: '12 {{x}}', count: 8 },
  },
  {
    name: 'objects',
    title: 'objects, unions and references',
    given: `pipeline('objects', {}, () => ({
      paid: forEach([1, 3], (id) => c.payOrder({ order: c.loadOrder({ id }) })), label: c.stats({ values: [1, 2] }), depth: c.depthOf({ value: ['a', ['b', 1]] }), same: c.same({ value: { a: [null] } }),
    }), { kind: 'WorkflowTemplate' })`,
    want: {
      depth: 2,
      same: { a: [null] },
      label: expect.objectContaining({ mean: 1.5, label: 'é{{x}} "q"' }),
    },
  },
];

let project: PipelineProject;
beforeAll(async () => {
  project = await pipelineProject(pipelinesOf(cases));
}, 120_000);
afterAll(() => project[Symbol.dispose]());

test.for(cases)('templates that stand alone pass on $title', { timeout: 60_000 }, async ({ name, want }) => {
  const { phase, outputs, failures } = await project.run(name);
  expect(failures).toEqual([]);
  expect(phase).toBe('Succeeded');
  expect(outputs).toMatchObject(want);
});
