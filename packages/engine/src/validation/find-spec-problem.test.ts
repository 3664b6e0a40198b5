import { expect, test } from 'vitest';
import type { SpecFields, TemplateFields } from '../manifest/fields.ts';
import { createRun } from '../run/create-run.ts';
import { findSpecProblem } from './find-spec-problem.ts';

const leaf: TemplateFields = { name: 'leaf', container: { image: 'busybox' } };
const echo: TemplateFields = { ...leaf, name: 'echo', inputs: { parameters: [{ name: 'm' }] } };

function problemOf(main: Partial<TemplateFields>, spec: SpecFields = {}): string | undefined {
  const workflow = {
    spec: {
      entrypoint: 'main',
      templates: [{ ...main, name: 'main' }, leaf, echo],
      ...spec,
    },
  };
  const identity = { name: 'wf', namespace: 'default', uid: 'u', createdAt: 0 };
  return findSpecProblem(
    createRun({ workflow, objects: [], identity, parameters: {}, pathOf: (_, path) => path }),
  );
}

const a = { name: 'a', template: 'leaf' };
const saying = (value: string) => ({ parameters: [{ name: 'm', value }] });

test.for<{ title: string; given: Partial<TemplateFields>; spec?: SpecFields; want: string | undefined }>([
  { title: 'nothing wrong', given: { steps: [[a], [{ name: 'b', template: 'leaf' }]] }, want: undefined },
  { title: 'no entrypoint', given: leaf, spec: { entrypoint: '' }, want: 'spec.entrypoint is required' },
  {
    title: 'an unknown entrypoint',
    given: leaf,
    spec: { entrypoint: 'x' },
    want: "template name 'x' undefined",
  },
  {
    title: 'an unknown template in a step',
    given: { steps: [[{ name: 'a', template: 'x' }]] },
    want: "templates.main.steps[0].a template name 'x' undefined",
  },
  {
    title: 'two steps of one name',
    given: { steps: [[a], [a]] },
    want: "templates.main.steps[1].name 'a' is not unique",
  },
  {
    title: 'an input that nobody gives',
    given: { dag: { tasks: [{ name: 'a', template: 'echo' }] } },
    want: 'templates.main.tasks.a templates.echo inputs.parameters.m was not supplied',
  },
  {
    title: 'an unknown variable in a container',
    given: { container: { args: ['{{inputs.parameters.nope}}'] } },
    want: 'templates.main: failed to resolve {{inputs.parameters.nope}}',
  },
  {
    title: 'an unknown output',
    given: {
      steps: [[a], [{ name: 'b', template: 'echo', arguments: saying('{{steps.a.outputs.parameters.o}}') }]],
    },
    want: 'templates.main.steps failed to resolve {{steps.a.outputs.parameters.o}}',
  },
  {
    title: 'names outside the checked prefixes and expressions',
    given: { container: { args: ['{{item}} {{foo.bar}} {{=inputs.parameters.nope}}'] } },
    want: undefined,
  },
  {
    title: 'a dag that goes round',
    given: {
      dag: {
        tasks: [
          { ...a, depends: 'b' },
          { name: 'b', template: 'leaf', depends: 'a' },
        ],
      },
    },
    want: 'templates.main sorting failed: graph with cycle',
  },
  {
    title: 'a dependency that is not there',
    given: { dag: { tasks: [{ ...a, dependencies: ['b'] }] } },
    want: 'templates.main sorting failed: invalid dependency b',
  },
  {
    title: 'two tasks of one name',
    given: { dag: { tasks: [a, a] } },
    want: 'templates.main sorting failed: duplicated nodeName a',
  },
  {
    title: 'both ways to depend',
    given: {
      dag: {
        tasks: [
          a,
          { name: 'b', template: 'leaf', depends: 'a' },
          { name: 'c', template: 'leaf', dependencies: ['a'] },
        ],
      },
    },
    want: "templates.main cannot use both 'depends' and 'dependencies' in the same DAG template",
  },
  {
    title: 'a dag without tasks',
    given: { dag: { tasks: [] } },
    want: 'templates.main must have at least one task',
  },
])('$title', ({ given, spec, want }) => {
  expect(problemOf(given, spec)).toBe(want);
});
