import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

describe('a condition', () => {
  test.for<Case>([
    {
      title: 'can refer to outputs of earlier steps',
      given: {
        main: `
          steps:
          - - {name: a, template: say, arguments: {parameters: [{name: m, value: '5'}]}}
          - - {name: b, template: leaf, when: '{{steps.a.outputs.result}} > 3 && {{steps.a.status}} == Succeeded'}
            - {name: c, template: leaf, when: '{{steps.a.outputs.result}} > 7'}
        `,
      },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a', 'wf[1].b'],
        messages: { 'wf[1].c': "when '5 > 7' evaluated false" },
      },
    },
    {
      title: 'that is false skips the step even if its arguments have no value',
      given: {
        main: "steps: [[{name: a, template: leaf}], [{name: b, template: say, when: 'false', arguments: {parameters: [{name: m, value: '{{steps.a.outputs.result}}'}]}}]]",
      },
      want: {
        phase: 'Succeeded',
        phases: {
          wf: 'Succeeded',
          'wf[0]': 'Succeeded',
          'wf[0].a': 'Succeeded',
          'wf[1]': 'Succeeded',
          'wf[1].b': 'Skipped',
        },
      },
    },
    {
      title: 'that is not a boolean is an error',
      given: { main: "steps: [[{name: a, template: leaf, when: 'True'}]]" },
      want: {
        phase: 'Failed',
        message: "failed to resolve references: Expected boolean evaluation for 'True'. Got True",
      },
    },
    {
      title: 'that refers to a step of the same group blocks the group forever',
      given: {
        main: "steps: [[{name: a, template: leaf}, {name: b, template: leaf, when: '{{steps.a.status}} == Succeeded'}]]",
      },
      want: {
        phase: 'Running',
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: wf[0]: failed to resolve {{steps.a.status}}.',
      },
    },
  ])('$title', expectPlay);
});
