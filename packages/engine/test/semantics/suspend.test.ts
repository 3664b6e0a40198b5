import { describe, expect, test } from 'vitest';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

describe('a suspended template', () => {
  test.for<Case>([
    {
      title: 'resumes after its duration',
      given: {
        main: 'steps: [[{name: a, template: wait}], [{name: b, template: leaf}]]',
        templates: '- {name: wait, suspend: {duration: 1m30s}}',
      },
      want: { phase: 'Succeeded', started: ['wf[1].b@90'] },
    },
    {
      title: 'can take its duration from an input',
      given: {
        main: "steps: [[{name: a, template: wait, withItems: ['2', '5s'], arguments: {parameters: [{name: d, value: '{{item}}'}]}}], [{name: b, template: leaf}]]",
        templates:
          "- {name: wait, inputs: {parameters: [{name: d}]}, suspend: {duration: '{{inputs.parameters.d}}'}}",
      },
      want: { phase: 'Succeeded', started: ['wf[1].b@5'], inputs: { 'wf[0].a(0:2)': ['d=2'] } },
    },
    {
      title: 'with a duration of 0 ends at once',
      given: { main: "suspend: {duration: '0'}" },
      want: { phase: 'Succeeded', nodes: { wf: 'Suspend Succeeded' } },
    },
    {
      title: 'without a duration waits forever',
      given: { main: 'suspend: {}' },
      want: {
        phase: 'Running',
        nodes: { wf: 'Suspend Running' },
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: wf is suspended without a duration, and nothing can resume it. Keep the run in a store, answer the node in a test with runPipeline, or give it a duration and its outputs defaults.',
      },
    },
    {
      title: 'with an invalid duration is an error',
      given: { main: 'suspend: {duration: 1 day}' },
      want: {
        phase: 'Error',
        message:
          'error in entry template execution: unable to parse 1 day as a duration: time: unknown unit " day" in duration "1 day"',
      },
    },
    {
      title: 'uses the defaults of its outputs, or of inputs with the same name',
      given: {
        main: `
          steps:
          - - {name: a, template: wait}
          - - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.parameters.own}} {{steps.a.outputs.parameters.given}}'}]}}
        `,
        templates: `
          - name: wait
            inputs: {parameters: [{name: given, default: input}]}
            outputs:
              parameters:
              - {name: own, valueFrom: {supplied: {}, default: output}}
              - {name: given, valueFrom: {supplied: {}}}
            suspend: {duration: '1'}
        `,
      },
      want: { said: { 'wf[1].b': 'output input' }, outputs: { 'wf[0].a': ['own=output', 'given=input'] } },
    },
    {
      title: 'with an output that is never supplied is an error',
      given: {
        main: 'steps: [[{name: a, template: wait}]]',
        templates:
          "- {name: wait, outputs: {parameters: [{name: o, valueFrom: {supplied: {}}}]}, suspend: {duration: '1'}}",
      },
      want: {
        phase: 'Failed',
        message:
          "step group deemed errored due to child wf[0].a error: raw output parameter 'o' has not been set and does not have a default value",
        nodes: {
          wf: "Steps Failed: step group deemed errored due to child wf[0].a error: raw output parameter 'o' has not been set and does not have a default value",
          'wf[0]':
            "StepGroup Error: step group deemed errored due to child wf[0].a error: raw output parameter 'o' has not been set and does not have a default value",
          'wf[0].a':
            "Suspend Error: raw output parameter 'o' has not been set and does not have a default value",
        },
      },
    },
  ])('$title', expectPlay);
});

test('a command that resumes all is refused if an output has no value', () => {
  const { run } = play({
    main: `
      dag:
        tasks:
        - {name: a, template: ask}
        - {name: b, template: wait}
    `,
    templates: `
      - {name: ask, suspend: {}, outputs: {parameters: [{name: o, valueFrom: {supplied: {}}}]}}
      - {name: wait, suspend: {}}
    `,
    events: [{ kind: 'resume', at: 7, values: {} }],
  });
  const phases = Object.values(run.nodes).map(({ fields }) => `${fields.name} ${fields.phase}`);
  expect(phases).toEqual(['wf Running', 'wf.a Running', 'wf.b Running']);
});
