import { describe, expect, test } from 'vitest';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

describe('a suspended template', () => {
  test.for<Case>([
    {
      title: 'goes on after its duration',
      given: {
        main: 'steps: [[{name: a, template: wait}], [{name: b, template: leaf}]]',
        templates: '- {name: wait, suspend: {duration: 1m30s}}',
      },
      want: { phase: 'Succeeded', started: ['wf[1].b@90'] },
    },
    {
      title: 'reads its duration from an input',
      given: {
        main: "steps: [[{name: a, template: wait, withItems: ['2', '5s'], arguments: {parameters: [{name: d, value: '{{item}}'}]}}], [{name: b, template: leaf}]]",
        templates:
          "- {name: wait, inputs: {parameters: [{name: d}]}, suspend: {duration: '{{inputs.parameters.d}}'}}",
      },
      want: { phase: 'Succeeded', started: ['wf[1].b@5'], inputs: { 'wf[0].a(0:2)': ['d=2'] } },
    },
    {
      title: 'of no time ends at once',
      given: { main: "suspend: {duration: '0'}" },
      want: { phase: 'Succeeded', nodes: { wf: 'Suspend Succeeded' } },
    },
    {
      title: 'without a duration waits for ever',
      given: { main: 'suspend: {}' },
      want: {
        phase: 'Running',
        nodes: { wf: 'Suspend Running' },
        stuck:
          'The workflow wf can never end; Argo would leave it Running. wf is suspended without a duration, and nothing here resumes it.',
      },
    },
    {
      title: 'whose duration is none is an error',
      given: { main: 'suspend: {duration: 1 day}' },
      want: {
        phase: 'Error',
        message:
          'error in entry template execution: unable to parse 1 day as a duration: time: unknown unit " day" in duration "1 day"',
      },
    },
    {
      title: 'gives the defaults of its outputs, or those of inputs of the same name',
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
      title: 'with an output that nobody supplied is an error',
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

describe('stopping a workflow', () => {
  const steps = 'steps: [[{name: a, template: leaf}], [{name: b, template: leaf}]]';
  const slow = { 'wf[0].a': { takes: 60 } };
  const stop = { at: 5, strategy: 'Stop' } as const;
  const message = "Stopped with strategy 'Stop'";

  test.for<Case>([
    {
      title: 'ends its pods, and runs exit handlers of steps and workflow',
      given: {
        main: 'steps: [[{name: a, template: leaf, onExit: leaf}], [{name: b, template: leaf}]]',
        spec: 'onExit: leaf',
        pods: slow,
        shutdown: stop,
      },
      want: {
        phase: 'Failed',
        message,
        started: ['wf[0].a@0', 'wf[0].a.onExit@5', 'wf.onExit@6'],
        nodes: {
          wf: "Steps Failed: child '<wf[0].a>' failed",
          'wf[0]': "StepGroup Failed: child '<wf[0].a>' failed",
          'wf[0].a': 'Pod Failed: main: Error (exit code 143)',
          'wf[0].a.onExit': 'Pod Succeeded',
          'wf.onExit': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'with Terminate runs no exit handlers',
      given: {
        main: 'steps: [[{name: a, template: leaf, onExit: leaf}]]',
        spec: 'onExit: leaf',
        pods: slow,
        shutdown: { at: 5, strategy: 'Terminate' },
      },
      want: { phase: 'Failed', message: "Stopped with strategy 'Terminate'", started: ['wf[0].a'] },
    },
    {
      title: 'refuses pods that come after one that succeeded on the signal',
      given: {
        main: steps,
        pods: {
          'wf[0].a': {
            takes: 60,
            whenStopped: { phase: 'Succeeded', exitCode: '0', parameters: [], artifacts: [] },
          },
        },
        shutdown: stop,
      },
      want: {
        phase: 'Failed',
        message,
        nodes: {
          wf: "Steps Failed: child '<wf[1].b>' failed",
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Pod Succeeded: workflow shutdown with strategy:  Stop',
          'wf[1]': "StepGroup Failed: child '<wf[1].b>' failed",
          'wf[1].b': 'Pod Failed: workflow shutdown with strategy: Stop',
        },
      },
    },
    {
      title: 'ends what is suspended',
      given: { main: 'suspend: {}', shutdown: stop },
      want: { phase: 'Failed', message, nodes: { wf: `Suspend Failed: ${message}` } },
    },
    {
      title: 'suspends nothing more',
      given: {
        main: 'steps: [[{name: a, template: leaf, continueOn: {failed: true}}], [{name: b, inline: {suspend: {}}}]]',
        pods: slow,
        shutdown: stop,
      },
      want: { phase: 'Failed', messages: { 'wf[1].b': message } },
    },
    {
      title: 'ends a retry, waiting or not',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: again}
            - {name: b, template: slow}
            - {name: c, template: leaf, depends: a.Failed}
        `,
        templates: `
          - {name: again, retryStrategy: {limit: 3, backoff: {duration: 1h}}, container: {image: busybox, command: ['false']}}
          - {name: slow, retryStrategy: {limit: 3}, container: {image: busybox, command: ['true']}}
        `,
        pods: { 'wf.b(0)': { takes: 60 } },
        shutdown: stop,
      },
      want: {
        phase: 'Failed',
        message,
        nodes: {
          wf: 'DAG Failed',
          'wf.a': `Retry Failed: ${message}`,
          'wf.a(0)': 'Pod Failed: main: Error (exit code 1)',
          'wf.b': `Retry Failed: ${message}`,
          'wf.b(0)': 'Pod Failed: main: Error (exit code 143)',
        },
      },
    },
    {
      title: 'ends a loop of which some iterations never started',
      given: {
        main: 'parallelism: 1\ndag: {tasks: [{name: a, template: leaf, withItems: [1, 2]}]}',
        pods: { 'wf.a(0:1)': { takes: 60 } },
        shutdown: stop,
      },
      want: {
        phase: 'Failed',
        nodes: {
          wf: 'DAG Failed',
          'wf.a': `TaskGroup Failed: ${message}`,
          'wf.a(0:1)': 'Pod Failed: main: Error (exit code 143)',
        },
      },
    },
    {
      title: 'does nothing to one that has ended',
      given: { main: steps, shutdown: { at: 9, strategy: 'Stop' } },
      want: { phase: 'Succeeded', message: '' },
    },
  ])('$title', expectPlay);

  test('leaves exit handlers running that have started, unless it terminates', () => {
    const given = { main: steps, spec: 'onExit: leaf', pods: { 'wf.onExit': { takes: 60 } } };
    expect(play({ ...given, shutdown: { at: 5, strategy: 'Stop' } }).stopped).toEqual([]);
    expect(play({ ...given, shutdown: { at: 5, strategy: 'Terminate' } }).stopped).toEqual(['wf.onExit']);
  });
});
