import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PipelineProject, pipelineProject } from './pipeline-project.ts';

const shared = `import { expr, file, forEach, input, inputFile, pipeline, when } from '@tiphys/pipeline';
import * as c from './components.generated.ts';
export const scaled = pipeline('scaled', { x: input<number>(), by: 10 }, ({ x, by }) => ({ y: c.scale({ x, by }), doubled: expr([by], (b) => b * 2) }));
export const echo = pipeline('echo', { value: input<unknown>() }, ({ value }) => c.same({ value }));
export const sums = pipeline('sums', { values: input<number[]>() }, ({ values }) => c.total({ values: forEach(values, (x) => c.square({ x })) }));
export const quiet = pipeline('quiet', { text: 'hello' }, ({ text }) => { c.say({ text }); });
export const report = pipeline('report', { text: input<string>() }, ({ text }) => ({ file: c.writeFile({ text }), length: c.count({ text }) }));
export const outer = pipeline('outer', { x: 1 }, ({ x }) => ({ y: scaled({ x, by: 2 }).y, z: scaled({ x }).y }));
export const configured = pipeline('configured', {}, () => ({ env: c.environment({ names: ['LEVEL'] }) }), { defaults: { env: { LEVEL: 'part' } } });
export const lines = pipeline('lines', { table: inputFile({ default: file.text('a default') }), note: 'x' }, ({ table, note }) => {
  const both = forEach([1, 2], () => c.readText({ file: table }));
  return { text: c.readText({ file: table }), both, note: c.say({ text: note }) };
});
export const build = pipeline('build', { sha: input<string>(), n: 2 }, ({ sha, n }) => ({ text: c.say({ text: sha }), n: c.square({ x: n }) }), { kind: 'WorkflowTemplate' });
export const release = pipeline('release', { sha: input<string>() }, ({ sha }) => build.ref({ sha }), { kind: 'WorkflowTemplate' });
`;

const texts = ['{{workflow.name}}', '{{=1+1}}', '{{{a}}}', '$(HOME) $$', '"q\\', 'é🙂\u007f\n', ''];

const cases = [
  {
    name: 'parts',
    title: 'a pipeline is a part of another, with and without defaults',
    given: `pipeline('parts', { n: 3 }, ({ n }) => {
      const a = s.scaled({ x: 1 });
      const b = s.scaled({ x: n, by: a.y }, { name: 'again' });
      return { a: a.y, b: b.y, doubled: b.doubled, both: expr([a.y, b.y], (x, y) => [x, y]) };
    })`,
    wanted: { a: 10, b: 30, doubled: 20, both: [10, 30] },
  },
  {
    name: 'values',
    title: 'values pass unchanged',
    given: `pipeline('values', {}, () => ({
      texts: forEach(${JSON.stringify(texts)}, (text) => s.echo({ value: text })),
      object: s.echo({ value: { a: [12345, null, true], 'odd key': '{{x}}' } }),
    }))`,
    wanted: { texts, object: { a: [12345, null, true], 'odd key': '{{x}}' } },
  },
  {
    name: 'lists',
    title: 'a loop over an input takes a list, the results of a loop, and an empty list',
    given: `pipeline('lists', {}, () => ({
      list: s.sums({ values: [1, 2, 3] }),
      loop: s.sums({ values: forEach([1, 2], (x) => c.square({ x })) }),
      empty: s.sums({ values: [] }),
      each: forEach([1, 2], (x) => s.scaled({ x }).y),
    }))`,
    wanted: { list: 14, loop: 17, empty: 0, each: [10, 20] },
  },
  {
    name: 'order',
    title: 'a part waits for others and others for it',
    given: `pipeline('order', {}, () => {
      const first = c.say({ text: 'first' });
      const part = s.quiet({}, { after: first, name: 'part' });
      const last = c.say({ text: 'a' }, { after: part });
      when([last], (text) => text === 'a', () => s.quiet({ text: 'inside' }));
      return { last };
    })`,
    wanted: { last: 'a' },
  },
  {
    name: 'files',
    title: 'a part returns a file',
    given: `pipeline('files', {}, () => {
      const { file, length } = s.report({ text: 'abc' });
      return { text: c.readText({ file }), length };
    })`,
    wanted: { text: 'abc', length: 3 },
  },
  {
    name: 'deep',
    title: 'a part has parts, which share templates with it',
    given: `pipeline('deep', {}, () => { const { y, z } = s.outer({ x: 5 }); return { y, z, other: s.scaled({ x: 7 }).y }; })`,
    wanted: { y: 10, z: 50, other: 70 },
  },
  {
    name: 'handled',
    title: 'a part has an exit handler, retries and a limit of its own, and its own defaults',
    given: `pipeline('handled', {}, () => {
      const { y } = s.scaled({ x: 2 }, { onExit: ({ status, result }) => { c.say({ text: status }, { name: 'told' }); c.same({ value: result }); }, retry: 2, parallelism: 1 });
      return { y, other: s.scaled({ x: 3 }).y, env: s.configured().env };
    })`,
    wanted: { y: 20, other: 30, env: ['LEVEL=part'] },
  },
  {
    name: 'inputs',
    title: 'a part takes a file, from a task, from elsewhere and by default',
    given: `pipeline('inputs', {}, () => {
      const one = s.lines({ table: c.save({ text: 'saved' }) });
      const two = s.lines({});
      return { one: one.text, both: one.both, two: two.text };
    })`,
    wanted: { one: 'saved', both: ['saved', 'saved'], two: 'a default' },
  },
  {
    name: 'top',
    title: 'a pipeline that is run has the default of a file',
    given: `pipeline('top', { table: inputFile({ default: file.text('a default') }) }, ({ table }) => ({ text: c.readText({ file: table }), both: forEach([1, 2], () => c.readText({ file: table })) }));`,
    wanted: { text: 'a default', both: ['a default', 'a default'] },
  },
  {
    name: 'references',
    title: 'a WorkflowTemplate is run by reference, also through another one',
    given: `pipeline('references', { sha: 'a {b} "c"' }, ({ sha }) => {
      const one = s.build.ref({ sha });
      const two = s.release.ref({ sha: one.text });
      return { n: one.n, text: one.text, again: two.text };
    })`,
    wanted: { n: 4, text: 'a {b} "c"', again: 'a {b} "c"' },
  },
];

describe('pipelines in pipelines', () => {
  let project: PipelineProject;
  beforeAll(async () => {
    const pipelines = cases.map(
      ({ name, given }) => [name, `${given};\nimport * as s from './shared.ts'`] as const,
    );
    project = await pipelineProject(Object.fromEntries(pipelines), { 'shared.ts': shared });
  });
  afterAll(() => project[Symbol.dispose]());

  test.concurrent.for(cases)('$title', async ({ name, wanted }) => {
    const { failures, outputs, phase } = await project.run(name);
    expect({ failures, phase, outputs }).toEqual({ failures: [], phase: 'Succeeded', outputs: wanted });
  });
});
