import { describe, expect, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const failed = 'Pod Failed: main: Error (exit code 1)';
const leaf = "container: {image: busybox, command: ['true']}";
const failing = "container: {image: busybox, command: ['false']}";
const echo = (text: string): string =>
  `[{name: bye, container: {image: busybox, command: [echo], args: [${JSON.stringify(text)}]}}]`;

describe('hooks of a workflow', () => {
  test.for<Case>([
    {
      title: 'run when their expression is true, as children of the root',
      given: {
        main: leaf,
        spec: `
          hooks:
            run: {expression: workflow.status == "Running", template: leaf}
            good: {expression: workflow.status == "Succeeded", template: leaf}
            bad: {expression: workflow.status == "Failed", template: leaf}
        `,
      },
      want: {
        phase: 'Succeeded',
        started: ['wf@0', 'wf.hooks.run@0', 'wf.hooks.good@1'],
        children: { wf: ['wf.hooks.run', 'wf.hooks.good'] },
      },
    },
    {
      title: 'do not change the phase of the workflow, but delay its end',
      given: {
        main: leaf,
        spec: 'hooks: {h: {expression: workflow.status == "Succeeded", template: fail}}',
        pods: { 'wf.hooks.h': { takes: 9 } },
      },
      want: { phase: 'Succeeded', nodes: { wf: 'Pod Succeeded', 'wf.hooks.h': failed } },
    },
    {
      title: 'end before the exit handler starts',
      given: {
        main: failing,
        spec: `
          onExit: leaf
          hooks: {h: {expression: workflow.status == "Failed", template: leaf}}
        `,
        pods: { 'wf.hooks.h': { takes: 9 } },
      },
      want: { phase: 'Failed', started: ['wf@0', 'wf.hooks.h@1', 'wf.onExit@10'] },
    },
    {
      title: 'can have arguments',
      given: {
        main: leaf,
        spec: `
          hooks:
            h:
              expression: workflow.status == "Succeeded"
              template: say
              arguments: {parameters: [{name: m, value: '{{workflow.name}} {{workflow.status}}'}]}
        `,
      },
      want: { said: { 'wf.hooks.h': 'wf Succeeded' } },
    },
    {
      title: 'do not get the arguments of the workflow',
      given: {
        main: leaf,
        spec: `
          arguments: {parameters: [{name: m, value: given}]}
          hooks: {h: {expression: workflow.status == "Succeeded", template: say}}
        `,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Pod Error: inputs.parameters.m was not supplied',
          'wf.hooks.h': 'Skipped Error: inputs.parameters.m was not supplied',
        },
      },
    },
    {
      title: 'with an unknown template fail the root, but not the workflow',
      given: { main: leaf, spec: 'hooks: {h: {expression: workflow.status == "Succeeded", template: nope}}' },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Pod Error: template nope not found',
          'wf.hooks.h': 'Skipped Error: template nope not found',
        },
      },
    },
    {
      title: 'with an invalid expression end the workflow in an error',
      given: { main: leaf, spec: "hooks: {h: {expression: 'workflow.status ==', template: leaf}}" },
      want: {
        phase: 'Error',
        message: 'unexpected token EOF (1:18)\n | workflow.status ==\n | .................^',
      },
    },
    {
      title: 'whose expression is not a boolean end the workflow in an error',
      given: { main: leaf, spec: "hooks: {h: {expression: 'workflow.name', template: leaf}}" },
      want: { phase: 'Error', message: "unable to cast expression result 'wf' to bool" },
    },
    {
      title: 'count towards the parallelism of the workflow',
      given: {
        main: leaf,
        spec: '{parallelism: 1, hooks: {h: {expression: workflow.status == "Running", template: leaf}}}',
      },
      want: { phase: 'Succeeded', nodes: { wf: 'Pod Succeeded' } },
    },
  ])('$title', expectPlay);
});

describe('the exit handler of a workflow', () => {
  test.for<Case>([
    {
      title: 'runs after it succeeded and can use its status',
      given: {
        main: leaf,
        spec: 'onExit: bye',
        templates: echo('{{workflow.status}} {{workflow.duration}} {{workflow.failures}}'),
        pods: { wf: { takes: 3 } },
      },
      want: {
        phase: 'Succeeded',
        nodes: { wf: 'Pod Succeeded', 'wf.onExit': 'Pod Succeeded' },
        children: { wf: [], 'wf.onExit': [] },
        said: { 'wf.onExit': 'Succeeded 3.000000 "null"' },
      },
    },
    {
      title: 'runs after it failed and can use the failed nodes',
      given: {
        main: 'steps: [[{name: a, template: fail}]]',
        spec: 'onExit: bye',
        templates: echo('{{workflow.status}} {{=len(fromJSON(fromJSON(workflow.failures)))}}'),
      },
      want: { phase: 'Failed', message: "child '<wf[0].a>' failed", said: { 'wf.onExit': 'Failed 3' } },
    },
    {
      title: 'can use the message and the pod of a failed node',
      given: {
        main: failing,
        spec: 'onExit: bye',
        templates: echo('{{workflow.failures}}'),
      },
      want: {
        said: {
          'wf.onExit': JSON.stringify(
            JSON.stringify([
              {
                displayName: 'wf',
                message: 'main: Error (exit code 1)',
                templateName: 'main',
                phase: 'Failed',
                podName: 'wf',
                finishedAt: '1970-01-01T00:00:01Z',
              },
            ]),
          ),
        },
      },
    },
    {
      title: 'names the template that a failed node refers to',
      given: {
        main: 'steps: [[{name: a, templateRef: {name: lib, template: bad}}]]',
        spec: 'onExit: show',
        objects:
          "{kind: WorkflowTemplate, metadata: {name: lib}, spec: {templates: [{name: bad, container: {image: busybox, command: ['false']}}]}}",
        templates:
          "- {name: show, container: {image: busybox, command: [echo], args: ['{{workflow.failures}}']}}",
      },
      want: {
        said: {
          'wf.onExit': expect.stringContaining(
            String.raw`\"templateName\":\"bad\",\"phase\":\"Failed\",\"podName\":\"wf-bad-3986212215\"`,
          ) as never,
        },
      },
    },
    {
      title: 'flags its attempts and their Retry node alike',
      given: {
        main: leaf,
        spec: 'onExit: again',
        templates:
          "- {name: again, retryStrategy: {limit: '1'}, container: {image: busybox, command: ['false']}}",
      },
      want: {
        flags: {
          'wf.onExit': ['hooked', 'retried'],
          'wf.onExit(0)': ['hooked', 'retried'],
          'wf.onExit(1)': ['hooked', 'retried'],
        },
      },
    },
    {
      title: 'can fail a workflow that succeeded',
      given: { main: leaf, spec: 'onExit: fail' },
      want: {
        phase: 'Failed',
        message: 'main: Error (exit code 1)',
        nodes: { wf: 'Pod Succeeded', 'wf.onExit': failed },
      },
    },
    {
      title: 'can end a workflow that succeeded in an error',
      given: {
        main: leaf,
        spec: 'onExit: leaf',
        pods: { 'wf.onExit': { phase: 'Error', message: 'no space left' } },
      },
      want: { phase: 'Error', message: 'no space left' },
    },
    {
      title: 'does not change the message of a workflow that failed',
      given: {
        main: failing,
        spec: 'onExit: leaf',
        pods: { 'wf.onExit': { phase: 'Error', message: 'no space left' } },
      },
      want: { phase: 'Failed', message: 'main: Error (exit code 1)' },
    },
    {
      title: 'can be a hook with arguments',
      given: {
        main: leaf,
        spec: "hooks: {exit: {template: say, arguments: {parameters: [{name: m, value: 'it {{workflow.status}}'}]}}}",
      },
      want: { phase: 'Succeeded', said: { 'wf.onExit': 'it Succeeded' } },
    },
    {
      title: 'gets the arguments of the workflow if it has none',
      given: { main: leaf, spec: '{onExit: say, arguments: {parameters: [{name: m, value: given}]}}' },
      want: { said: { 'wf.onExit': 'given' } },
    },
    {
      title: 'can be a templateRef',
      given: {
        main: leaf,
        spec: 'hooks: {exit: {templateRef: {name: lib, template: bye}}}',
        objects: `{kind: WorkflowTemplate, metadata: {name: lib}, spec: {templates: ${echo('bye')}}}`,
      },
      want: { phase: 'Succeeded', said: { 'wf.onExit': 'bye' } },
    },
    {
      title: 'is onExit if there is also a hook',
      given: { main: leaf, spec: '{onExit: leaf, hooks: {exit: {template: fail}}}' },
      want: { phase: 'Succeeded', nodes: { wf: 'Pod Succeeded', 'wf.onExit': 'Pod Succeeded' } },
    },
    {
      title: 'with an unknown template ends the workflow in an error',
      given: { main: leaf, spec: 'hooks: {exit: {template: nope}}' },
      want: {
        phase: 'Error',
        message: 'error in exit template execution : template nope not found',
        nodes: { wf: 'Pod Succeeded', 'wf.onExit': 'Skipped Error: template nope not found' },
      },
    },
    {
      title: 'does not run after an error of the entrypoint',
      given: { main: 'timeout: abc\ncontainer: {image: busybox}', spec: 'onExit: leaf' },
      want: {
        phase: 'Error',
        message:
          'error in entry template execution: invalid timeout format unable to parse abc as a duration: time: invalid duration "abc"',
        started: [],
      },
    },
    {
      title: 'can have steps and loops',
      given: {
        main: leaf,
        spec: 'onExit: bye',
        templates: '[{name: bye, steps: [[{name: l, template: leaf, withItems: [1, 2]}]]}]',
      },
      want: { started: ['wf', 'wf.onExit[0].l(0:1)', 'wf.onExit[0].l(1:2)'] },
    },
    {
      title: 'is not subject to the deadline of the workflow',
      given: {
        main: leaf,
        spec: '{onExit: leaf, activeDeadlineSeconds: 5}',
        pods: { wf: { takes: 60 }, 'wf.onExit': { takes: 60 } },
      },
      want: {
        phase: 'Failed',
        nodes: {
          wf: 'Pod Failed: Pod was active on the node longer than the specified deadline',
          'wf.onExit': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'counts towards the parallelism of the workflow',
      given: { main: leaf, spec: '{onExit: leaf, parallelism: 1}' },
      want: { phase: 'Succeeded', started: ['wf@0', 'wf.onExit@1'] },
    },
  ])('$title', expectPlay);
});
