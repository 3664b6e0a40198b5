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
const mainOf = (call: object) => ({ name: 'main', steps: [[{ name: 'a', template: 'leaf', ...call }]] });

const gone = '{{workflow.parameters.gone}}';
const valued: TemplateFields = {
  ...leaf,
  name: 'valued',
  inputs: { parameters: [{ name: 'm', value: gone }] },
};
const defaulted: TemplateFields = {
  ...leaf,
  name: 'defaulted',
  inputs: { parameters: [{ name: 'm', default: gone }] },
};
const raw: TemplateFields = {
  ...leaf,
  name: 'raw',
  inputs: { artifacts: [{ name: 'f', path: '/f', raw: { data: gone } }] },
};

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
    title: 'a template that a parameter of the workflow names',
    given: { steps: [[{ name: 'a', template: '{{workflow.parameters.which}}' }]] },
    spec: { arguments: { parameters: [{ name: 'which', value: 'leaf' }] } },
    want: undefined,
  },
  {
    title: 'a template that an input of the entrypoint names',
    given: {
      inputs: { parameters: [{ name: 'which', value: 'leaf' }] },
      steps: [[{ name: 'a', template: '{{inputs.parameters.which}}' }]],
    },
    want: undefined,
  },
  {
    title: 'a template that only the run can know',
    given: { steps: [[{ name: 'a', template: '{{item}}', withItems: ['leaf'] }]] },
    want: "templates.main.steps[0].a template name '{{item}}' undefined",
  },
  {
    title: 'a value of an input that the caller replaces',
    given: {},
    spec: { templates: [mainOf({ template: 'valued', arguments: saying('x') }), valued] },
    want: undefined,
  },
  {
    title: 'a default of an input that names no variable',
    given: {},
    spec: { templates: [mainOf({ template: 'defaulted' }), defaulted] },
    want: 'templates.main.steps[0].a templates.defaulted: failed to resolve {{workflow.parameters.gone}}',
  },
  {
    title: 'a raw artifact with a tag that stays',
    given: {},
    spec: { templates: [mainOf({ template: 'raw' }), raw] },
    want: undefined,
  },
  {
    title: 'a dag without tasks',
    given: { dag: { tasks: [] } },
    want: 'templates.main must have at least one task',
  },
])('$title', ({ given, spec, want }) => {
  expect(problemOf(given, spec)).toBe(want);
});
