import { describe, test } from 'vitest';
import type { PodEnd } from './fake-pod.ts';
import { type Case, expectPlay } from './shown.ts';

const failedPod = 'Pod Failed: main: Error (exit code 1)';
const errored: PodEnd = { phase: 'Error', message: 'no space left' };
const failing = (strategy: string): string =>
  `{retryStrategy: ${strategy}, container: {image: busybox, command: ['false']}}`;

describe('a retried template', () => {
  test.for<Case>([
    {
      title: 'has one attempt more than its limit',
      given: { main: failing("{limit: '2'}") },
      want: {
        phase: 'Failed',
        message: 'No more retries left',
        nodes: {
          wf: 'Retry Failed: No more retries left',
          'wf(0)': failedPod,
          'wf(1)': failedPod,
          'wf(2)': failedPod,
        },
        children: { wf: ['wf(0)', 'wf(1)', 'wf(2)'] },
        started: ['wf(0)@0', 'wf(1)@1', 'wf(2)@2'],
      },
    },
    {
      title: 'has one attempt with a limit of 0',
      given: { main: failing('{limit: 0}') },
      want: { message: 'No more retries left', phases: { wf: 'Failed', 'wf(0)': 'Failed' } },
    },
    {
      title: 'ends with the first successful attempt and its outputs',
      given: {
        main: `
          retryStrategy: {limit: 3}
          outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}
          container: {image: busybox, command: [echo], args: ['attempt {{retries}}']}
        `,
        pods: { 'wf(0)': { phase: 'Failed', message: 'main: Error (exit code 7)', exitCode: '7' } },
      },
      want: {
        phase: 'Succeeded',
        phases: { wf: 'Succeeded', 'wf(0)': 'Failed', 'wf(1)': 'Succeeded' },
        outputs: { wf: ['o=attempt 1'], 'wf(0)': ['o=attempt 0'] },
      },
    },
    {
      title: 'has variables for the previous attempt',
      given: {
        main: `
          retryStrategy: {limit: 1}
          container:
            image: busybox
            command: [echo]
            args: ['{{retries}}/{{lastRetry.exitCode}}/{{lastRetry.status}}/{{lastRetry.duration}}/{{lastRetry.message}}']
        `,
        pods: {
          'wf(0)': { phase: 'Failed', message: 'main: Error (exit code 9)', exitCode: '9', takes: 4 },
          'wf(1)': { phase: 'Failed', message: 'main: Error (exit code 9)', exitCode: '9' },
        },
      },
      want: { said: { 'wf(0)': '0/0//0/', 'wf(1)': '1/9/Failed/4/main: Error (exit code 9)' } },
    },
    {
      title: 'has a pod name for each attempt',
      given: {
        main: 'steps: [[{name: a, template: again}]]',
        templates: `
          - name: again
            retryStrategy: {limit: 1}
            container: {image: busybox, command: ['false'], args: ['{{pod.name}} {{node.name}}']}
        `,
      },
      want: {
        said: { 'wf[0].a(0)': 'wf-again-177500394 wf[0].a', 'wf[0].a(1)': 'wf-again-2794558695 wf[0].a' },
      },
    },
    {
      title: 'with steps repeats all of them',
      given: {
        main: 'steps: [[{name: a, template: inner}]]',
        templates: '- {name: inner, retryStrategy: {limit: 1}, steps: [[{name: b, template: fail}]]}',
      },
      want: {
        phase: 'Failed',
        message: "child '<wf[0].a>' failed",
        nodes: {
          wf: "Steps Failed: child '<wf[0].a>' failed",
          'wf[0]': "StepGroup Failed: child '<wf[0].a>' failed",
          'wf[0].a': 'Retry Failed: No more retries left',
          'wf[0].a(0)': "Steps Failed: child '<wf[0].a(0)[0].b>' failed",
          'wf[0].a(0)[0]': "StepGroup Failed: child '<wf[0].a(0)[0].b>' failed",
          'wf[0].a(0)[0].b': failedPod,
          'wf[0].a(1)': "Steps Failed: child '<wf[0].a(1)[0].b>' failed",
          'wf[0].a(1)[0]': "StepGroup Failed: child '<wf[0].a(1)[0].b>' failed",
          'wf[0].a(1)[0].b': failedPod,
        },
        outbound: { wf: ['wf[0].a(1)'] },
      },
    },
    {
      title: 'can be a suspend template',
      given: { main: "{retryStrategy: {limit: 1}, suspend: {duration: '2'}}" },
      want: { phase: 'Succeeded', nodes: { wf: 'Retry Succeeded', 'wf(0)': 'Suspend Succeeded' } },
    },
    {
      title: 'connects its last attempt to the next group',
      given: {
        main: 'steps: [[{name: a, template: again, continueOn: {failed: true}}], [{name: b, template: leaf}]]',
        templates: `- ${failing('{limit: 1}').replace('{', '{name: again, ')}`,
      },
      want: { phase: 'Succeeded', children: { 'wf[0].a(0)': [], 'wf[0].a(1)': ['wf[1]'] } },
    },
    {
      title: 'decides with its last attempt which dependants run',
      given: {
        main: 'dag: {tasks: [{name: a, template: again}, {name: b, template: leaf, depends: a.Failed}, {name: c, template: leaf, depends: a.Succeeded}]}',
        templates: `- ${failing('{limit: 1}').replace('{', '{name: again, ')}`,
      },
      want: {
        phase: 'Failed',
        phases: {
          wf: 'Failed',
          'wf.a': 'Failed',
          'wf.a(0)': 'Failed',
          'wf.a(1)': 'Failed',
          'wf.b': 'Succeeded',
          'wf.c': 'Omitted',
        },
        children: { 'wf.a(1)': ['wf.b', 'wf.c'] },
      },
    },
    {
      title: 'provides the status and id of its last attempt',
      given: {
        main: `
          steps:
          - - {name: a, template: again}
          - - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.status}} {{steps.a.id}} {{steps.a.startedAt}}'}]}}
        `,
        templates: '- {name: again, retryStrategy: {limit: 1}, container: {image: busybox, command: [echo]}}',
        pods: { 'wf[0].a(0)': { phase: 'Failed', message: 'main: Error (exit code 1)', takes: 5 } },
      },
      want: { said: { 'wf[1].b': 'Succeeded wf-2794558695 1970-01-01T00:00:05Z' } },
    },
    {
      title: 'uses the strategy of the workflow at every level',
      given: {
        main: 'steps: [[{name: a, template: fail}]]',
        spec: 'retryStrategy: {limit: 1}',
      },
      want: {
        phase: 'Failed',
        started: ['wf(0)[0].a(0)', 'wf(0)[0].a(1)', 'wf(1)[0].a(0)', 'wf(1)[0].a(1)'],
      },
    },
    {
      title: 'ignores affinity',
      given: { main: failing('{limit: 1, affinity: {nodeAntiAffinity: {}}}') },
      want: { started: ['wf(0)', 'wf(1)'] },
    },
  ])('$title', expectPlay);
});

describe('an error of a retried template', () => {
  const broken = 'timeout: abc, container: {image: busybox}';
  const message = 'invalid timeout format unable to parse abc as a duration: time: invalid duration "abc"';
  test.for<Case>([
    {
      title: 'is final if the policy does not cover errors',
      given: { main: `{retryStrategy: {limit: 2}, ${broken}}` },
      want: {
        phase: 'Error',
        message: `error in entry template execution: ${message}`,
        nodes: { wf: 'Retry Error: Workflow operation error', 'wf(0)': `Pod Error: ${message}` },
        started: [],
      },
    },
    {
      title: 'leaves the Retry node of a step Running',
      given: {
        main: 'steps: [[{name: a, template: again}]]',
        templates: `- {name: again, retryStrategy: {limit: 2}, ${broken}}`,
      },
      want: {
        phase: 'Failed',
        message: `step group deemed errored due to child wf[0].a error: ${message}`,
        phases: { wf: 'Failed', 'wf[0]': 'Error', 'wf[0].a': 'Running', 'wf[0].a(0)': 'Error' },
      },
    },
    {
      title: 'is that of a task',
      given: {
        main: 'dag: {tasks: [{name: a, template: again}]}',
        templates: `- {name: again, retryStrategy: {limit: 2}, ${broken}}`,
      },
      want: { phase: 'Error', messages: { 'wf.a': `task 'wf.a' errored: ${message}` } },
    },
    {
      title: 'is retried if the policy covers errors',
      given: { main: `{retryStrategy: {limit: 1, retryPolicy: Always}, ${broken}}` },
      want: {
        phase: 'Error',
        message: 'No more retries left',
        nodes: {
          wf: 'Retry Error: No more retries left',
          'wf(0)': `Pod Error: ${message}`,
          'wf(1)': `Pod Error: ${message}`,
        },
      },
    },
  ])('$title', expectPlay);
});

describe('the policy of a retry', () => {
  const policy = (given: string): string =>
    `{retryStrategy: {limit: 1, ${given}}, container: {image: busybox, command: [echo]}}`;
  const failed: PodEnd = { phase: 'Failed', message: 'main: Error (exit code 1)', exitCode: '1' };

  test.for<{ given: string; end: PodEnd; again: boolean }>([
    { given: '', end: failed, again: true },
    { given: '', end: errored, again: false },
    { given: 'retryPolicy: OnFailure', end: failed, again: true },
    { given: 'retryPolicy: OnFailure', end: errored, again: false },
    { given: 'retryPolicy: OnError', end: errored, again: true },
    { given: 'retryPolicy: OnError', end: failed, again: false },
    { given: 'retryPolicy: Always', end: failed, again: true },
    { given: 'retryPolicy: Always', end: errored, again: true },
    { given: 'retryPolicy: OnTransientError', end: failed, again: false },
    {
      given: 'retryPolicy: OnTransientError',
      end: { phase: 'Failed', message: 'main: Error (exit code 1): dial tcp: i/o timeout' },
      again: true,
    },
    { given: "expression: 'true'", end: failed, again: true },
    { given: "expression: 'true'", end: errored, again: true },
    { given: "expression: 'true', retryPolicy: OnError", end: failed, again: false },
  ])('"$given" after $end.phase tries again: $again', ({ given, end, again }) => {
    expectPlay({
      given: { main: policy(given), pods: { 'wf(0)': end, 'wf(1)': end } },
      want: {
        phase: end.phase ?? '',
        message: again ? 'No more retries left' : (end.message ?? ''),
        started: again ? ['wf(0)', 'wf(1)'] : ['wf(0)'],
      },
    });
  });
});

describe('the expression of a retry', () => {
  test.for<Case>([
    {
      title: 'is evaluated before each further attempt',
      given: {
        main: failing(
          `{limit: 5, expression: 'asInt(retries) < 2 && lastRetry.exitCode == "1" && lastRetry.status == "Failed"'}`,
        ),
      },
      want: {
        phase: 'Failed',
        message: 'retryStrategy.expression evaluated to false',
        started: ['wf(0)', 'wf(1)', 'wf(2)'],
      },
    },
    {
      title: 'can refer to message and duration',
      given: {
        main: failing(
          `{limit: 5, expression: 'lastRetry.message contains "code 1" && asInt(lastRetry.duration) < 5'}`,
        ),
        pods: { 'wf(1)': { takes: 5 } },
      },
      want: { message: 'retryStrategy.expression evaluated to false', started: ['wf(0)', 'wf(1)'] },
    },
    {
      title: 'sees exit code -1 if the pod had none',
      given: {
        main: failing(`{limit: 5, expression: 'lastRetry.exitCode == "-1"'}`),
        pods: { 'wf(0)': { phase: 'Error', message: 'no space left' } },
      },
      want: { started: ['wf(0)', 'wf(1)'], message: 'retryStrategy.expression evaluated to false' },
    },
  ])('$title', expectPlay);
});

describe('an invalid strategy', () => {
  test.for([
    { given: '{limit: abc}', want: "value 'abc' cannot be resolved to an int" },
    {
      given: "{limit: 5, expression: '1 + 1'}",
      want: "unable to cast expression result '%!s(int=2)' to bool",
    },
    { given: "{limit: 5, expression: '1 +'}", want: 'unexpected token EOF (1:3)\n | 1 +\n | ..^' },
    { given: '{limit: 5, backoff: {factor: 2}}', want: 'no base duration specified for retryStrategy' },
    {
      given: '{limit: 5, backoff: {duration: 1 day}}',
      want: 'unable to parse 1 day as a duration: time: unknown unit " day" in duration "1 day"',
    },
  ])('$given ends the workflow in an error after the first attempt failed', ({ given, want }) => {
    const message = `error in entry template execution: ${want}`;
    expectPlay({
      given: { main: failing(given) },
      want: { phase: 'Error', message, nodes: { wf: `Retry Error: ${want}`, 'wf(0)': failedPod } },
    });
  });

  test('is ignored if the first attempt succeeds', () => {
    expectPlay({
      given: { main: '{retryStrategy: {limit: abc}, container: {image: busybox, command: [echo]}}' },
      want: { phase: 'Succeeded', nodes: { wf: 'Retry Succeeded', 'wf(0)': 'Pod Succeeded' } },
    });
  });
});

describe('backoff', () => {
  test.for<Case>([
    {
      title: 'grows by its factor',
      given: { main: failing("{limit: 3, backoff: {duration: '10', factor: 2}}") },
      want: { message: 'No more retries left', started: ['wf(0)@0', 'wf(1)@11', 'wf(2)@32', 'wf(3)@73'] },
    },
    {
      title: 'stays the same without a factor',
      given: { main: failing('{limit: 2, backoff: {duration: 1m}}') },
      want: { started: ['wf(0)@0', 'wf(1)@61', 'wf(2)@122'] },
    },
    {
      title: 'does not exceed its cap',
      given: { main: failing('{limit: 3, backoff: {duration: 10s, factor: 3, cap: 25s}}') },
      want: { started: ['wf(0)@0', 'wf(1)@11', 'wf(2)@37', 'wf(3)@63'] },
    },
    {
      title: 'is ignored without a limit (argo-workflows#9425)',
      given: { main: failing("{expression: 'asInt(retries) < 2', backoff: {duration: '10'}}") },
      want: { started: ['wf(0)@0', 'wf(1)@1', 'wf(2)@2'] },
    },
    {
      title: 'ends the retry if the wait would exceed maxDuration',
      given: { main: failing("{limit: 10, backoff: {duration: '2', factor: 2, maxDuration: '5'}}") },
      want: {
        phase: 'Failed',
        message: 'Backoff would exceed max duration limit',
        started: ['wf(0)@0', 'wf(1)@3'],
      },
    },
    {
      title: 'sets maxDuration as the deadline of later attempts',
      given: {
        main: failing("{limit: 10, backoff: {duration: '2', maxDuration: '5'}}"),
        pods: { 'wf(1)': { takes: 60 } },
      },
      want: {
        phase: 'Failed',
        started: ['wf(0)@0', 'wf(1)@3'],
        messages: {
          'wf(1)': 'Pod was active on the node longer than the specified deadline',
          wf: 'Backoff would exceed max duration limit',
        },
      },
    },
    {
      title: 'ends the retry if an attempt exceeded maxDuration',
      given: {
        main: failing("{limit: 10, backoff: {duration: '2', maxDuration: '5'}}"),
        pods: { 'wf(0)': { takes: 6 } },
      },
      want: { phase: 'Failed', message: 'Max duration limit exceeded', started: ['wf(0)'] },
    },
  ])('$title', expectPlay);
});
