import { expect, test } from 'vitest';
import { leaf, problemOf } from '../../../test/semantics/spec-problem-of.ts';
import type { SpecFields, TemplateFields } from '../../manifest/fields.ts';

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
    title: 'two steps with the same name',
    given: { steps: [[a], [a]] },
    want: "templates.main.steps[1].name 'a' is not unique",
  },
  {
    title: 'an input that is not supplied',
    given: { dag: { tasks: [{ name: 'a', template: 'echo' }] } },
    want: 'templates.main.tasks.a templates.echo inputs.parameters.m was not supplied',
  },
  {
    title: 'an unknown variable in a container',
    given: { container: { image: 'busybox', args: ['{{inputs.parameters.nope}}'] } },
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
    given: { container: { image: 'busybox', args: ['{{item}} {{foo.bar}} {{=inputs.parameters.nope}}'] } },
    want: undefined,
  },
  {
    title: 'a dag with a cycle',
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
    title: 'a missing dependency',
    given: { dag: { tasks: [{ ...a, dependencies: ['b'] }] } },
    want: 'templates.main sorting failed: invalid dependency b',
  },
  {
    title: 'two tasks with the same name',
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
    title: 'a template that is known only during the run',
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
    title: 'a default of an input that is not a variable',
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
  {
    title: 'a hook of a step without an expression',
    given: { steps: [[{ ...a, hooks: { exit: { template: 'leaf' }, h: { template: 'leaf' } } }]] },
    want: 'templates.main.steps[0].a.h Expression required',
  },
  {
    title: 'a hook of the workflow without an expression',
    given: leaf,
    spec: { hooks: { h: { template: 'leaf' } } },
    want: 'hooks.h Expression required',
  },
  {
    title: 'a hook of a task without an expression, which is found only during the run',
    given: { dag: { tasks: [{ ...a, hooks: { h: { template: 'leaf' } } }] } },
    want: undefined,
  },
  {
    title: 'a template without a name',
    given: leaf,
    spec: { templates: [{ container: {} }] },
    want: 'spec.templates[0].name is required',
  },
  {
    title: 'two templates with the same name',
    given: leaf,
    spec: { templates: [leaf, leaf] },
    want: "spec.templates[1].name 'leaf' is not unique",
  },
  {
    title: 'a step without a name',
    given: { steps: [[{ name: '', template: 'leaf' }]] },
    want: 'templates.main.steps[0].name is required',
  },
  {
    title: 'a step without a template',
    given: { steps: [[{ name: 'a' }]] },
    want: 'templates.main.steps[0].a failed to get a template',
  },
  {
    title: 'an unknown exit handler',
    given: leaf,
    spec: { onExit: 'x' },
    want: "template name 'x' undefined",
  },
  {
    title: 'a template that is never called',
    given: leaf,
    spec: {
      templates: [{ ...leaf, name: 'main' }, mainOf({ template: 'x' })].map((one, index) => ({
        ...one,
        name: index ? 'idle' : 'main',
      })),
    },
    want: "templates.idle templates.idle.steps[0].a template name 'x' undefined",
  },
  {
    title: 'a templateRef to a missing object',
    given: { steps: [[{ name: 'a', templateRef: { name: 'lib', template: 't' } }]] },
    want: 'templates.main.steps[0].a template reference lib.t not found',
  },
  {
    title: 'a templateRef that an item names',
    given: { steps: [[{ name: 'a', templateRef: { name: '{{item}}', template: 't' }, withItems: ['lib'] }]] },
    want: undefined,
  },
  {
    title: 'an argument without a value',
    given: { steps: [[{ name: 'a', template: 'echo', arguments: { parameters: [{ name: 'm' }] } }]] },
    want: 'templates.main.steps[0].a.arguments.m.value or templates.main.steps[0].a.arguments.m.valueFrom is required',
  },
  {
    title: 'a task that depends on a result that no task has',
    given: { dag: { tasks: [a, { name: 'b', template: 'leaf', depends: 'a.Passed' }] } },
    want: "templates.main.tasks.b task result 'Passed' for task 'a' is invalid",
  },
  {
    title: 'continueOn together with depends',
    given: {
      dag: {
        tasks: [
          { ...a, continueOn: { failed: true } },
          { name: 'b', template: 'leaf', depends: 'a' },
        ],
      },
    },
    want: "templates.main cannot use 'continueOn' when using 'depends'. Instead use 'dep-task.Failed'/'dep-task.Errored'",
  },
  {
    title: 'an artifact that is not supplied',
    given: { steps: [[{ name: 'a', template: 'reads' }]] },
    spec: {
      templates: [
        mainOf({ template: 'reads' }),
        {
          ...leaf,
          name: 'reads',
          inputs: {
            artifacts: [
              { name: 'f', path: '/f' },
              { name: 'o', path: '/o', optional: true },
            ],
          },
        },
      ],
    },
    want: 'templates.main.steps[0].a templates.reads inputs.artifacts.f was not supplied',
  },
  {
    title: 'a key that no item of a loop has',
    given: {
      steps: [[{ name: 'a', template: 'echo', arguments: saying('{{item.k}}'), withItems: [{ j: 1 }] }]],
    },
    want: 'templates.main.steps failed to resolve {{item.k}}',
  },
  {
    title: 'a key of items that are known only during the run',
    given: { steps: [[{ name: 'a', template: 'echo', arguments: saying('{{item.k}}'), withParam: '[]' }]] },
    want: undefined,
  },
  {
    title: 'an output that the template does not declare',
    given: {
      steps: [[a]],
      outputs: { parameters: [{ name: 'r', valueFrom: { parameter: '{{steps.a.outputs.parameters.o}}' } }] },
    },
    want: 'templates.main.outputs failed to resolve {{steps.a.outputs.parameters.o}}',
  },
  {
    title: 'the status of a step that comes later',
    given: {
      steps: [
        [{ name: 'a', template: 'echo', arguments: saying('{{steps.b.status}}') }],
        [{ name: 'b', template: 'leaf' }],
      ],
    },
    want: 'templates.main.steps failed to resolve {{steps.b.status}}',
  },
  {
    title: 'the result of a template that prints nothing',
    given: {
      steps: [
        [{ name: 'a', inline: { suspend: {} } }],
        [{ name: 'b', template: 'echo', arguments: saying('{{steps.a.outputs.result}}') }],
      ],
    },
    want: 'templates.main.steps failed to resolve {{steps.a.outputs.result}}',
  },
  {
    title: 'the results of a loop over steps',
    given: {
      steps: [
        [{ name: 'a', template: 'leaf', withItems: [1] }],
        [
          {
            name: 'b',
            template: 'echo',
            arguments: saying('{{steps.a.outputs.result}} {{steps.a.outputs.parameters}}'),
          },
        ],
      ],
    },
    want: undefined,
  },
  {
    title: 'the name of the pod in an inline template',
    given: { steps: [[{ name: 'a', inline: { container: { image: 'busybox', args: ['{{pod.name}}'] } } }]] },
    want: 'templates.main.steps failed to resolve {{pod.name}}',
  },
  {
    title: 'the number of attempts and the aggregated outputs of a loop, in a nested template',
    given: {
      container: {
        image: 'busybox',
        args: ['{{retries}} {{lastRetry.status}} {{steps.name}} {{outputs.parameters.o.path}}'],
      },
    },
    want: undefined,
  },
])('$title', ({ given, spec, want }) => {
  expect(problemOf(given, { ...(spec && { spec }) })).toBe(want);
});
