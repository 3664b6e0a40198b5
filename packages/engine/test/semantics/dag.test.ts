import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const omitted = 'Skipped Omitted: omitted: depends condition not met';
const failed = 'Pod Failed: main: Error (exit code 1)';

describe('tasks of a dag', () => {
  test.for<Case>([
    {
      title: 'start when all their dependencies have ended',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf}
            - {name: b, template: leaf}
            - {name: c, template: leaf, dependencies: [a, b]}
            - {name: d, template: leaf, dependencies: [a]}
        `,
        pods: { 'wf.b': { takes: 5 } },
      },
      want: {
        phase: 'Succeeded',
        started: ['wf.a@0', 'wf.b@0', 'wf.d@1', 'wf.c@5'],
        children: { wf: ['wf.a', 'wf.b'], 'wf.a': ['wf.d', 'wf.c'], 'wf.b': ['wf.c'] },
        outbound: { wf: ['wf.c', 'wf.d'] },
      },
    },
    {
      title: 'start in the order in which the targets, sorted by name, need them',
      given: {
        main: `
          dag:
            tasks:
            - {name: z, template: leaf}
            - {name: x, template: leaf}
            - {name: b, template: leaf, dependencies: [x]}
            - {name: a, template: leaf, dependencies: [z]}
        `,
      },
      want: { started: ['wf.z', 'wf.x', 'wf.a', 'wf.b'] },
    },
    {
      title: 'run only if a target needs them',
      given: {
        main: `
          dag:
            target: c d
            tasks:
            - {name: a, template: leaf}
            - {name: b, template: leaf, dependencies: [a]}
            - {name: c, template: leaf, dependencies: [a]}
            - {name: d, template: leaf}
            - {name: e, template: leaf, dependencies: [d]}
        `,
      },
      want: {
        phase: 'Succeeded',
        phases: { wf: 'Succeeded', 'wf.a': 'Succeeded', 'wf.c': 'Succeeded', 'wf.d': 'Succeeded' },
        outbound: { wf: ['wf.c', 'wf.d'] },
      },
    },
    {
      title: 'can be selected as targets by an input parameter',
      given: {
        main: 'steps: [[{name: a, template: inner, withItems: [x, z], arguments: {parameters: [{name: t, value: "{{item}}"}]}}]]',
        templates: `
          - name: inner
            inputs: {parameters: [{name: t}]}
            dag: {target: '{{inputs.parameters.t}}', tasks: [{name: x, template: leaf}, {name: z, template: leaf}]}
        `,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a(0:x).x', 'wf[0].a(1:z).z'] },
    },
    {
      title: 'must exist if they are targets',
      given: { main: 'dag: {target: a nope, tasks: [{name: a, template: leaf}]}' },
      want: {
        phase: 'Failed',
        message: "invalid spec: templates.main.targets: target 'nope' is not defined",
      },
    },
    {
      title: 'are omitted if a task before them failed',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: fail}
            - {name: b, template: leaf, dependencies: [a]}
            - {name: c, template: leaf, dependencies: [b]}
            - {name: d, template: leaf}
        `,
      },
      want: {
        phase: 'Failed',
        message: '',
        nodes: {
          wf: 'DAG Failed',
          'wf.a': failed,
          'wf.b': omitted,
          'wf.c': omitted,
          'wf.d': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'in other branches keep running after a failure, even with failFast',
      given: {
        main: `
          dag:
            failFast: true
            tasks:
            - {name: a, template: fail}
            - {name: b, template: leaf}
            - {name: c, template: leaf, dependencies: [b]}
        `,
        pods: { 'wf.b': { takes: 9 } },
      },
      want: {
        phase: 'Failed',
        nodes: { wf: 'DAG Failed', 'wf.a': failed, 'wf.b': 'Pod Succeeded', 'wf.c': 'Pod Succeeded' },
      },
    },
    {
      title: 'can refer to all tasks before them',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: make}
            - {name: b, template: leaf, dependencies: [a]}
            - name: c
              template: say
              dependencies: [b]
              arguments: {parameters: [{name: m, value: '{{tasks.a.outputs.parameters.o}} {{tasks.b.status}} {{tasks.a.exitCode}}'}]}
        `,
      },
      want: { said: { 'wf.c': 'made Succeeded 0' } },
    },
    {
      title: 'can refer to other tasks by index and as a map',
      given: {
        main: `
          dag:
            tasks:
            - {name: a-1, template: make}
            - name: c
              template: say
              dependencies: [a-1]
              arguments: {parameters: [{name: m, value: "{{=tasks['a-1'].outputs.result + ' of ' + string(len(tasks))}}"}]}
        `,
      },
      want: { said: { 'wf.c': 'made of 1' } },
    },
    {
      title: 'wait forever if they refer to a task that is not before them',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: make}
            - {name: b, template: say, arguments: {parameters: [{name: m, value: 'x {{tasks.a.outputs.parameters.o}}'}]}}
        `,
      },
      want: {
        phase: 'Running',
        phases: { wf: 'Running', 'wf.a': 'Succeeded' },
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: wf.b: failed to resolve {{tasks.a.outputs.parameters.o}}.',
      },
    },
    {
      title: 'end in an error if their condition is invalid, and their dependants are omitted',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf, when: 'hello world == hello'}
            - {name: b, template: leaf, dependencies: [a]}
            - {name: c, template: leaf}
        `,
      },
      want: {
        phase: 'Error',
        nodes: {
          wf: 'DAG Error',
          'wf.a':
            "Skipped Error: Invalid 'when' expression 'hello world == hello': Cannot transition token types from VARIABLE [hello] to VARIABLE [world]",
          'wf.b': omitted,
          'wf.c': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'end in an error if the template that an item names does not exist',
      given: {
        main: "dag: {tasks: [{name: a, templateRef: {name: 'lib-{{item}}', template: t}, withItems: [z]}, {name: b, template: leaf}]}",
      },
      want: {
        phase: 'Error',
        nodes: {
          wf: 'DAG Error',
          'wf.a': 'TaskGroup Error',
          'wf.a(0:z)': "Skipped Error: task 'wf.a(0:z)' errored: workflow template lib-z not found",
          'wf.b': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'know their own name',
      given: {
        main: 'dag: {tasks: [{name: a, template: named}, {name: b, template: named, withItems: [x]}]}',
        templates:
          "- {name: named, container: {image: busybox, command: [echo], args: ['{{tasks.name}} {{node.name}}']}}",
      },
      want: { said: { 'wf.a': 'a wf.a', 'wf.b(0:x)': 'b(0:x) wf.b(0:x)' } },
    },
  ])('$title', expectPlay);
});

describe('the phase of a dag', () => {
  test.for<Case>([
    {
      title: 'is that of its targets, so a failure that another task handles does not count',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: fail}
            - {name: b, template: leaf, depends: a.Failed}
        `,
      },
      want: { phase: 'Succeeded', phases: { wf: 'Succeeded', 'wf.a': 'Failed', 'wf.b': 'Succeeded' } },
    },
    {
      title: 'is Failed if one of its targets failed',
      given: { main: 'dag: {target: a b, tasks: [{name: a, template: leaf}, {name: b, template: fail}]}' },
      want: { phase: 'Failed', outbound: { wf: ['wf.a', 'wf.b'] } },
    },
    {
      title: 'is Failed if a target is omitted because of a failure',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: fail}
            - {name: b, template: leaf, depends: a.Succeeded}
            - {name: c, template: leaf, depends: a.Failed}
        `,
      },
      want: {
        phase: 'Failed',
        nodes: { wf: 'DAG Failed', 'wf.a': failed, 'wf.b': omitted, 'wf.c': 'Pod Succeeded' },
      },
    },
    {
      title: 'ignores the failure of a target with continueOn',
      given: {
        main: 'dag: {tasks: [{name: a, template: fail, continueOn: {failed: true}}, {name: b, template: leaf}]}',
      },
      want: { phase: 'Succeeded', phases: { wf: 'Succeeded', 'wf.a': 'Failed', 'wf.b': 'Succeeded' } },
    },
    {
      title: 'does not stop the dependants of a task with continueOn',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf, continueOn: {error: true}}
            - {name: b, template: leaf, dependencies: [a]}
            - {name: c, template: fail, continueOn: {error: true}}
            - {name: d, template: leaf, dependencies: [c]}
        `,
        pods: { 'wf.a': { phase: 'Error', message: 'no space left' } },
      },
      want: {
        phase: 'Failed',
        nodes: {
          wf: 'DAG Failed',
          'wf.a': 'Pod Error: no space left',
          'wf.b': 'Pod Succeeded',
          'wf.c': failed,
          'wf.d': omitted,
        },
      },
    },
    {
      title: 'of a nested dag decides which dependants run',
      given: {
        main: 'dag: {tasks: [{name: a, template: inner}, {name: b, template: leaf, depends: a.Failed}]}',
        templates:
          '- {name: inner, dag: {tasks: [{name: x, template: fail}, {name: z, template: leaf, dependencies: [x]}]}}',
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'DAG Succeeded',
          'wf.a': 'DAG Failed',
          'wf.a.x': failed,
          'wf.a.z': omitted,
          'wf.b': 'Pod Succeeded',
        },
        children: { 'wf.a': ['wf.a.x'], 'wf.a.z': ['wf.b'] },
        outbound: { 'wf.a': ['wf.a.z'] },
      },
    },
  ])('$title', expectPlay);
});

describe('the graph of nested templates', () => {
  test.for<Case>([
    {
      title: 'connects the last tasks of a dag to the next group',
      given: {
        main: 'steps: [[{name: a, template: inner}], [{name: b, template: leaf}]]',
        templates:
          '- {name: inner, dag: {tasks: [{name: x, template: leaf}, {name: z, template: leaf, dependencies: [x]}]}}',
      },
      want: {
        children: {
          'wf[0]': ['wf[0].a'],
          'wf[0].a': ['wf[0].a.x'],
          'wf[0].a.x': ['wf[0].a.z'],
          'wf[0].a.z': ['wf[1]'],
        },
        outbound: { wf: ['wf[1].b'], 'wf[0].a': ['wf[0].a.z'] },
      },
    },
    {
      title: 'connects the last steps of a task to its dependants',
      given: {
        main: 'dag: {tasks: [{name: a, template: inner}, {name: b, template: leaf, dependencies: [a]}]}',
        templates:
          '- {name: inner, steps: [[{name: x, template: leaf}], [{name: v, template: leaf}, {name: z, template: leaf}]]}',
      },
      want: {
        children: { 'wf.a': ['wf.a[0]'], 'wf.a[1].v': ['wf.b'], 'wf.a[1].z': ['wf.b'] },
        outbound: { 'wf.a': ['wf.a[1].v', 'wf.a[1].z'], wf: ['wf.b'] },
      },
    },
  ])('$title', expectPlay);
});
