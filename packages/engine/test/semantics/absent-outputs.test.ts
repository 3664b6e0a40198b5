import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const wants = (parameter: string, text = '{{inputs.parameters.p}}'): string => `
  - name: wants
    inputs: {parameters: [${parameter}]}
    container: {image: busybox, command: [echo], args: ['${text}']}
`;
const give = (value: string): string => `arguments: {parameters: [{name: p, value: ${value}}]}`;

describe('the output of a skipped step or an omitted task', () => {
  const skippedStep = (next: string): string =>
    `steps: [[{name: a, template: make, when: 'false'}], [{name: b, ${next}}]]`;
  const absentArgument =
    'inputs.parameters.m: argument references an absent optional (skipped/omitted node output with no default)';

  test.for<Case>([
    {
      title: 'falls back to the default of the input it is passed to',
      given: {
        main: skippedStep(`template: wants, ${give("'{{steps.a.outputs.parameters.o}}'")}`),
        templates: wants('{name: p, default: d}'),
      },
      want: { phase: 'Succeeded', said: { 'wf[1].b': 'd' } },
    },
    {
      title: 'fails the step if the input has no default',
      given: {
        main: skippedStep(
          "template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.parameters.o}}'}]}",
        ),
      },
      want: {
        phase: 'Failed',
        message: `step group deemed errored due to child wf[1].b error: ${absentArgument}`,
        messages: { 'wf[1].b': absentArgument },
      },
    },
    {
      title: 'fails the task if the input has no default, and omits its dependants',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: make, when: 'false'}
            - {name: b, template: say, dependencies: [a], arguments: {parameters: [{name: m, value: '{{tasks.a.outputs.parameters.o}}'}]}}
            - {name: c, template: leaf, dependencies: [b]}
        `,
      },
      want: {
        phase: 'Error',
        nodes: {
          wf: 'DAG Error',
          'wf.a': "Skipped Skipped: when 'false' evaluated false",
          'wf.b': `Skipped Error: task 'wf.b' errored: ${absentArgument}`,
          'wf.c': 'Skipped Omitted: omitted: depends condition not met',
        },
      },
    },
    {
      title: 'fails the step if it is part of a longer text',
      given: {
        main: skippedStep(
          "template: say, arguments: {parameters: [{name: m, value: 'x{{steps.a.outputs.parameters.o}}'}]}",
        ),
      },
      want: {
        phase: 'Failed',
        message:
          'failed to resolve references: unable to substitute {{steps.a.outputs.parameters.o}}: output is an absent optional (skipped/omitted node with no default)',
      },
    },
    {
      title: 'is nil in an expression',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: leaf}
            - {name: b, template: make, depends: a.Failed}
            - {name: c, template: say, depends: b.Omitted, arguments: {parameters: [{name: m, value: "{{=tasks.b.outputs.parameters.o ?? 'none'}} {{tasks.b.status}}"}]}}
        `,
      },
      want: { phase: 'Succeeded', said: { 'wf.c': 'none Omitted' } },
    },
    {
      title: 'is the default that the output declares',
      given: {
        main: `
          steps:
          - - {name: a, template: gives, when: 'false'}
          - - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.parameters.o}}'}]}}
        `,
        templates:
          '- {name: gives, outputs: {parameters: [{name: o, valueFrom: {path: /o, default: d}}]}, container: {image: busybox}}',
      },
      want: { phase: 'Succeeded', said: { 'wf[1].b': 'd' } },
    },
    {
      title: 'is not resolved for a step that is itself skipped',
      given: {
        main: skippedStep(
          "template: say, when: 'false', arguments: {parameters: [{name: m, value: 'x{{steps.a.outputs.parameters.o}}'}]}",
        ),
      },
      want: { phase: 'Succeeded', messages: { 'wf[1].b': "when 'false' evaluated false" } },
    },
    {
      title: 'does not affect other arguments',
      given: {
        main: skippedStep(
          "template: wants, arguments: {parameters: [{name: p, value: '{{steps.a.outputs.parameters.o}}'}, {name: r, value: given}]}",
        ),
        templates: wants(
          '{name: p, default: d}, {name: r}',
          '{{inputs.parameters.p}} {{inputs.parameters.r}}',
        ),
      },
      want: { said: { 'wf[1].b': 'd given' } },
    },
    {
      title: 'is also absent if the loop was empty',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: make, withParam: '[]'}
            - {name: b, template: say, dependencies: [a], arguments: {parameters: [{name: m, value: "{{=tasks.a.outputs.parameters.o ?? 'none'}}"}]}}
        `,
      },
      want: { said: { 'wf.b': 'none' } },
    },
    {
      title: 'blocks the next group forever if it is a result',
      given: {
        main: "steps: [[{name: a, template: say, when: 'false', arguments: {parameters: [{name: m, value: x}]}}], [{name: b, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.result}}'}]}}]]",
      },
      want: {
        phase: 'Running',
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: wf[1]: failed to resolve {{steps.a.outputs.result}}.',
      },
    },
  ])('$title', expectPlay);
});
