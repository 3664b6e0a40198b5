import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const badExpression = 'unexpected token EOF (1:17)\n | steps.a.status ==\n | ................^';

describe('hooks of a task', () => {
  test.for<Case>([
    {
      title: 'run when their expression is true, and delay the dependants of the task',
      given: {
        main: `
          dag:
            tasks:
            - name: a
              template: make
              hooks:
                h: {expression: tasks.a.status == "Succeeded", template: leaf}
                exit: {template: say, arguments: {parameters: [{name: m, value: '{{tasks.a.outputs.parameters.o}} {{tasks.a.outputs.result}}'}]}}
            - {name: b, template: say, dependencies: [a], arguments: {parameters: [{name: m, value: '{{tasks.a.outputs.result}}'}]}}
        `,
        pods: { 'wf.a.hooks.h': { takes: 4 } },
      },
      want: {
        phase: 'Succeeded',
        started: ['wf.a@0', 'wf.a.hooks.h@1', 'wf.a.onExit@5', 'wf.b@6'],
        said: { 'wf.a.onExit': 'made {{tasks.a.outputs.result}}', 'wf.b': 'made' },
        children: { 'wf.a': ['wf.a.hooks.h', 'wf.a.onExit', 'wf.b'] },
      },
    },
    {
      title: 'run for a skipped or omitted task, but its exit handler does not',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: fail}
            - {name: b, template: leaf, depends: a.Succeeded, hooks: {h: {expression: 'true', template: leaf}, exit: {template: leaf}}}
            - {name: c, template: leaf, when: 'false', hooks: {h: {expression: 'true', template: leaf}, exit: {template: leaf}}}
        `,
      },
      want: {
        phases: {
          wf: 'Failed',
          'wf.a': 'Failed',
          'wf.b': 'Omitted',
          'wf.b.hooks.h': 'Succeeded',
          'wf.c': 'Skipped',
          'wf.c.hooks.h': 'Succeeded',
        },
      },
    },
    {
      title: 'without an expression fail the dag before its target runs and others start',
      given: {
        main: 'dag: {tasks: [{name: a, template: leaf, hooks: {h: {template: leaf}}}, {name: z, template: leaf}]}',
      },
      want: {
        phase: 'Error',
        nodes: { wf: 'DAG Error: Expression required for hook wf.a.hooks.h', 'wf.a': 'Pod Pending' },
      },
    },
    {
      title: 'with an invalid expression fail the dag before its target runs',
      given: {
        main: "dag: {tasks: [{name: a, template: leaf, hooks: {h: {expression: 'steps.a.status ==', template: leaf}}}]}",
      },
      want: { phase: 'Error', nodes: { wf: `DAG Error: ${badExpression}`, 'wf.a': 'Pod Pending' } },
    },
    {
      title: 'at exit are ignored if their template is unknown',
      given: {
        main: 'dag: {tasks: [{name: a, template: leaf, onExit: nope}, {name: b, template: leaf, dependencies: [a]}]}',
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'DAG Succeeded',
          'wf.a': 'Pod Succeeded',
          'wf.a.onExit': 'Skipped Error: template nope not found',
          'wf.b': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'at exit never run if their expression uses outputs of the task',
      given: {
        main: `
          dag:
            tasks:
            - name: a
              template: make
              hooks: {exit: {template: leaf, expression: tasks.a.outputs.parameters.o == "made"}}
        `,
      },
      want: { phase: 'Succeeded', started: ['wf.a'] },
    },
    {
      title: 'of a loop belong to its TaskGroup, and its end is too late if nothing runs any more',
      given: {
        main: `
          dag:
            tasks:
            - name: a
              template: leaf
              withItems: [x, z]
              hooks: {run: {expression: tasks.a.status == "Running", template: leaf}, bad: {expression: tasks.a.status == "Failed", template: leaf}}
            - {name: b, template: leaf, dependencies: [a]}
        `,
        pods: { 'wf.a(1:z)': { phase: 'Failed', message: 'main: Error (exit code 1)' } },
      },
      want: {
        phases: {
          wf: 'Failed',
          'wf.a': 'Failed',
          'wf.a.hooks.run': 'Succeeded',
          'wf.a(0:x)': 'Succeeded',
          'wf.a(1:z)': 'Failed',
          'wf.b': 'Omitted',
        },
      },
    },
    {
      title: 'keep tags in their arguments as long as the task has no outputs',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: make}
            - name: b
              template: leaf
              depends: a
              hooks:
                early: {expression: tasks.b.status == "Running", template: say, arguments: {parameters: [{name: m, value: '{{tasks.a.outputs.parameters.o}} {{tasks.b.status}}'}]}}
                late: {expression: tasks.b.status == "Succeeded", template: say, arguments: {parameters: [{name: m, value: '{{tasks.a.outputs.parameters.o}} {{tasks.b.status}}'}]}}
        `,
      },
      want: {
        said: {
          'wf.b.hooks.early': '{{tasks.a.outputs.parameters.o}} {{tasks.b.status}}',
          'wf.b.hooks.late': 'made Succeeded',
        },
      },
    },
    {
      title: 'are not evaluated before the task runs, unless it is a target',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf, hooks: {h: {expression: tasks.a.status == "Pending", template: leaf}}}
            - {name: b, template: leaf, depends: a, hooks: {h: {expression: tasks.b.status == "Pending", template: leaf}}}
        `,
      },
      want: { phase: 'Succeeded', started: ['wf.a', 'wf.b', 'wf.b.hooks.h'] },
    },
    {
      title: 'that fail a task with a nested template do not block the dag',
      given: {
        main: 'dag: {tasks: [{name: a, template: inner, hooks: {h: {template: leaf}}}]}',
        templates: '- {name: inner, steps: [[{name: x, template: leaf}], [{name: z, template: leaf}]]}',
      },
      want: { phase: 'Error', messages: { 'wf.a': 'Expression required for hook wf.a.hooks.h' } },
    },
    {
      title: 'at exit run for each iteration, and for the TaskGroup once the next task has started',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf, withItems: [x], onExit: leaf}
            - {name: b, template: leaf, dependencies: [a]}
        `,
        pods: { 'wf.a(0:x).onExit': { takes: 4 } },
      },
      want: { phase: 'Succeeded', started: ['wf.a(0:x)@0', 'wf.a(0:x).onExit@1', 'wf.b@5', 'wf.a.onExit@5'] },
    },
    {
      title: 'at exit of a loop do not run if the dag ends with the loop',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf, withItems: [x], hooks: {exit: {template: leaf}}}
            - {name: b, template: leaf, dependencies: [a], when: 'false'}
        `,
      },
      want: { phase: 'Succeeded', started: ['wf.a(0:x)', 'wf.a(0:x).onExit'] },
    },
    {
      title: 'of a retried or nested task start after the tasks that depend on it',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: again, hooks: {h: {expression: tasks.a.status == "Succeeded", template: leaf}}}
            - {name: b, template: leaf, dependencies: [a]}
            - {name: c, template: group, hooks: {h: {expression: tasks.c.status == "Succeeded", template: leaf}}}
            - {name: d, template: leaf, dependencies: [c]}
        `,
        templates: `
          - {name: again, retryStrategy: {limit: 1}, container: {image: busybox}}
          - {name: group, steps: [[{name: s, template: leaf}]]}
        `,
      },
      want: {
        phase: 'Succeeded',
        children: {
          'wf.a': ['wf.a(0)', 'wf.a.hooks.h'],
          'wf.a(0)': ['wf.b'],
          'wf.a.hooks.h': [],
          'wf.c[0].s': ['wf.d'],
          'wf.c.hooks.h': [],
        },
      },
    },
    {
      title: 'of a loop fail the task if a tag has no value',
      given: {
        main: `
          dag:
            tasks:
            - name: a
              template: leaf
              withItems: [x]
              hooks: {exit: {template: say, arguments: {parameters: [{name: m, value: '{{tasks.a.status}}'}]}}}
            - {name: b, template: leaf, depends: a.Failed}
        `,
      },
      want: {
        phase: 'Error',
        nodes: {
          wf: 'DAG Error',
          'wf.a': 'Skipped Error: failed to resolve {{tasks.a.status}}',
          'wf.b': 'Skipped Omitted: omitted: depends condition not met',
        },
      },
    },
  ])('$title', expectPlay);
});
