import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const failed = 'Pod Failed: main: Error (exit code 1)';
const badExpression = 'unexpected token EOF (1:17)\n | steps.a.status ==\n | ................^';

describe('hooks of a step', () => {
  test.for<Case>([
    {
      title: 'run when their expression is true, and delay the next group',
      given: {
        main: `
          steps:
          - - name: a
              template: leaf
              hooks:
                z1: {expression: steps.a.status == "Succeeded", template: leaf}
                c1: {expression: steps.a.status == "Failed", template: leaf}
                d1: {expression: steps.a.status == "Running", template: leaf}
          - - {name: b, template: leaf}
        `,
        pods: { 'wf[0].a': { takes: 3 }, 'wf[0].a.hooks.z1': { takes: 5 } },
      },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a@0', 'wf[0].a.hooks.d1@0', 'wf[0].a.hooks.z1@3', 'wf[1].b@8'],
        children: {
          'wf[0].a': ['wf[0].a.hooks.d1', 'wf[0].a.hooks.z1', 'wf[1]'],
          'wf[0]': ['wf[0].a'],
        },
      },
    },
    {
      title: 'do not change the phase of their step',
      given: {
        main: "steps: [[{name: a, template: leaf, hooks: {h: {expression: 'true', template: fail}}}]]",
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Pod Succeeded',
          'wf[0].a.hooks.h': failed,
        },
      },
    },
    {
      title: 'run in addition to the exit handler of a failed step',
      given: {
        main: `
          steps:
          - - name: a
              template: fail
              hooks: {bad: {expression: steps.a.status == "Failed", template: leaf}, exit: {template: leaf}}
          - - {name: b, template: leaf}
        `,
      },
      want: {
        phase: 'Failed',
        phases: {
          wf: 'Failed',
          'wf[0]': 'Failed',
          'wf[0].a': 'Failed',
          'wf[0].a.hooks.bad': 'Succeeded',
          'wf[0].a.onExit': 'Succeeded',
        },
      },
    },
    {
      title: 'do not run for a skipped step',
      given: {
        main: "steps: [[{name: a, template: leaf, when: 'false', hooks: {h: {expression: 'true', template: leaf}, exit: {template: leaf}}}]]",
      },
      want: {
        phase: 'Succeeded',
        phases: { wf: 'Succeeded', 'wf[0]': 'Succeeded', 'wf[0].a': 'Skipped' },
      },
    },
    {
      title: 'can use the outputs of their step, but not its result',
      given: {
        main: `
          steps:
          - - name: a
              template: make
              hooks:
                exit:
                  template: say
                  arguments: {parameters: [{name: m, value: '{{steps.a.outputs.parameters.o}} {{steps.a.status}} {{steps.a.outputs.result}}'}]}
        `,
      },
      want: { said: { 'wf[0].a.onExit': 'made Succeeded {{steps.a.outputs.result}}' } },
    },
    {
      title: 'of a loop fail the group if a tag has no value',
      given: {
        main: `
          steps:
          - - name: a
              template: leaf
              withItems: [x]
              hooks: {exit: {template: leaf, arguments: {parameters: [{name: m, value: '{{steps.a.status}}'}]}}}
        `,
      },
      want: { phase: 'Failed', message: 'failed to resolve {{steps.a.status}}', started: [] },
    },
    {
      title: 'are looked at once all steps of the group have nodes',
      given: {
        main: `
          steps:
          - - {name: a, template: leaf, hooks: {h: {expression: nope.x == 1, template: leaf}}}
            - {name: b, template: leaf}
        `,
      },
      want: { phase: 'Failed', children: { 'wf[0]': ['wf[0].a', 'wf[0].b'] } },
    },
    {
      title: 'run for each iteration of a loop, with its item',
      given: {
        main: `
          steps:
          - - name: a
              template: leaf
              withItems: [x, z]
              hooks: {exit: {template: say, arguments: {parameters: [{name: m, value: 'e{{item}}'}]}}}
        `,
      },
      want: { said: { 'wf[0].a(0:x).onExit': 'ex', 'wf[0].a(1:z).onExit': 'ez' } },
    },
    {
      title: 'belong to the Retry node and use the outputs of its last attempt',
      given: {
        main: `
          steps:
          - - name: a
              template: again
              hooks: {exit: {template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.parameters.o}}'}]}}}
        `,
        templates: `
          - name: again
            retryStrategy: {limit: 1}
            outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}
            container: {image: busybox, command: [echo], args: ['{{retries}}']}
        `,
        pods: { 'wf[0].a(0)': { phase: 'Failed', message: 'main: Error (exit code 1)' } },
      },
      want: {
        said: { 'wf[0].a.onExit': '1' },
        children: { 'wf[0].a': ['wf[0].a(0)', 'wf[0].a(1)', 'wf[0].a.onExit'] },
      },
    },
    {
      title: 'can use artifacts of their step',
      given: {
        main: `
          steps:
          - - name: a
              template: file
              hooks: {exit: {template: reader, arguments: {artifacts: [{name: f, from: '{{steps.a.outputs.artifacts.f}}'}]}}}
        `,
        templates: `
          - {name: file, outputs: {artifacts: [{name: f, path: /f}]}, container: {image: busybox, command: [echo]}}
          - {name: reader, inputs: {artifacts: [{name: f, path: /in}]}, container: {image: busybox, command: [echo]}}
        `,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[0].a.onExit'] },
    },
    {
      title: 'end the workflow in an error if an artifact does not exist',
      given: {
        main: `
          steps:
          - - name: a
              template: file
              hooks: {exit: {template: reader, arguments: {artifacts: [{name: f, from: '{{steps.a.outputs.artifacts.f}}'}]}}}
        `,
        templates: `
          - {name: file, outputs: {artifacts: [{name: f, path: /f}]}, container: {image: busybox}}
          - {name: reader, inputs: {artifacts: [{name: f, path: /in}]}, container: {image: busybox}}
        `,
        pods: { 'wf[0].a': { artifacts: [] } },
      },
      want: {
        phase: 'Error',
        message: 'unable to resolve references: Unable to resolve: "steps.a.outputs.artifacts.f"',
      },
    },
    {
      title: 'with an invalid expression fail group and workflow',
      given: {
        main: "steps: [[{name: a, template: leaf, hooks: {h: {expression: 'steps.a.status ==', template: leaf}}}]]",
      },
      want: {
        phase: 'Failed',
        message: badExpression,
        messages: { wf: badExpression, 'wf[0]': badExpression },
      },
    },
    {
      title: 'whose expression is not a boolean fail group and workflow',
      given: {
        main: "steps: [[{name: a, template: leaf, hooks: {h: {expression: '1 + 1', template: leaf}}}]]",
      },
      want: { phase: 'Failed', message: "unable to cast expression result '%!s(int=2)' to bool" },
    },
    {
      title: 'with an unknown template fail group and workflow',
      given: {
        main: `steps: [[{name: a, template: leaf, hooks: {h: {expression: 'steps.a.status == "Succeeded"', template: nope}}}]]`,
      },
      want: {
        phase: 'Failed',
        message: 'template nope not found',
        messages: { 'wf[0]': 'template nope not found', 'wf[0].a.hooks.h': 'template nope not found' },
      },
    },
  ])('$title', expectPlay);
});

describe('exit handlers of a step', () => {
  test.for<Case>([
    {
      title: 'run whatever its phase, and delay the next group',
      given: {
        main: `
          steps:
          - - {name: a, template: fail, continueOn: {failed: true}, onExit: leaf}
            - {name: b, template: leaf, hooks: {exit: {template: leaf}}}
          - - {name: c, template: leaf}
        `,
        pods: { 'wf[0].b.onExit': { takes: 9 } },
      },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a@0', 'wf[0].b@0', 'wf[0].a.onExit@1', 'wf[0].b.onExit@1', 'wf[1].c@10'],
      },
    },
    {
      title: 'run only if their expression is true',
      given: {
        main: `
          steps:
          - - {name: a, template: leaf, hooks: {exit: {template: leaf, expression: steps.a.status == "Failed"}}}
            - {name: b, template: leaf, hooks: {exit: {template: leaf, expression: steps.b.status == "Succeeded"}}}
        `,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[0].b', 'wf[0].b.onExit'] },
    },
    {
      title: 'get the arguments of the workflow if they have none',
      given: {
        main: 'steps: [[{name: a, template: leaf, onExit: say}]]',
        spec: 'arguments: {parameters: [{name: m, value: given}]}',
      },
      want: { said: { 'wf[0].a.onExit': 'given' } },
    },
    {
      title: 'do not change its phase',
      given: { main: 'steps: [[{name: a, template: leaf, onExit: fail}]]' },
      want: {
        phase: 'Succeeded',
        phases: { wf: 'Succeeded', 'wf[0]': 'Succeeded', 'wf[0].a': 'Succeeded', 'wf[0].a.onExit': 'Failed' },
      },
    },
    {
      title: 'with an unknown template end the workflow in an error',
      given: { main: 'steps: [[{name: a, template: leaf, hooks: {exit: {template: nope}}}]]' },
      want: {
        phase: 'Error',
        message: 'template nope not found',
        nodes: {
          wf: 'Steps Error: Workflow operation error',
          'wf[0]': 'StepGroup Error: template nope not found',
          'wf[0].a': 'Pod Succeeded',
          'wf[0].a.onExit': 'Skipped Error: template nope not found',
        },
      },
    },
    {
      title: 'count towards the parallelism of the workflow',
      given: {
        main: 'steps: [[{name: a, template: leaf, onExit: leaf}], [{name: b, template: leaf}]]',
        spec: 'parallelism: 1',
      },
      want: { phase: 'Succeeded', started: ['wf[0].a@0', 'wf[0].a.onExit@1', 'wf[1].b@2'] },
    },
    ...['spec', 'template'].map((place) => ({
      title: `end the workflow in an error if the parallelism of the ${place} forbids them`,
      given: {
        main: `${place === 'template' ? 'parallelism: 1\n' : ''}steps: [[{name: a, template: leaf, onExit: leaf}, {name: b, template: leaf}]]`,
        ...(place === 'spec' && { spec: 'parallelism: 1' }),
      },
      want: {
        phase: 'Error',
        message: 'Max parallelism reached',
        started: ['wf[0].a', 'wf[0].b'],
        nodes: {
          wf: 'Steps Error: Workflow operation error',
          'wf[0]': 'StepGroup Error: Max parallelism reached',
          'wf[0].a': 'Pod Succeeded',
          'wf[0].b': 'Pod Pending',
        },
        edges: { 'wf[0].a': ['wf-1635936830'] },
      },
    })),
  ])('$title', expectPlay);
});
