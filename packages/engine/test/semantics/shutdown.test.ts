import { describe, expect, test } from 'vitest';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

describe('stopping a workflow', () => {
  const steps = 'steps: [[{name: a, template: leaf}], [{name: b, template: leaf}]]';
  const slow = { 'wf[0].a': { takes: 60 } };
  const stop = { at: 5, strategy: 'Stop' } as const;
  const message = "Stopped with strategy 'Stop'";

  test.for<Case>([
    {
      title: 'stops its pods and runs the exit handlers of steps and workflow',
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
      title: 'refuses new pods after one that handled the signal and succeeded',
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
      title: 'ends suspended nodes',
      given: { main: 'suspend: {}', shutdown: stop },
      want: { phase: 'Failed', message, nodes: { wf: `Suspend Failed: ${message}` } },
    },
    {
      title: 'ends HTTP nodes',
      given: {
        main: 'steps: [[{name: a, template: call}]]',
        templates: '- {name: call, http: {url: http://localhost}}',
        works: ['pod', 'http'],
        shutdown: { at: 1, strategy: 'Stop' },
        pods: { 'wf[0].a': { takes: 60 } },
      },
      want: { phase: 'Failed', messages: { 'wf[0].a': "Stopped with strategy 'Stop'" } },
    },
    {
      title: 'lets an exit handler suspend',
      given: {
        main: 'steps: [[{name: a, template: leaf}]]',
        spec: 'onExit: bye',
        templates: '- {name: bye, suspend: {duration: 5s}}',
        shutdown: { at: 1, strategy: 'Stop' },
        pods: { 'wf[0].a': { takes: 60 } },
      },
      want: {
        phase: 'Failed',
        phases: { wf: 'Failed', 'wf[0]': 'Failed', 'wf[0].a': 'Failed', 'wf.onExit': 'Succeeded' },
      },
    },
    {
      title: 'does not suspend new nodes',
      given: {
        main: 'steps: [[{name: a, template: leaf, continueOn: {failed: true}}], [{name: b, inline: {suspend: {}}}]]',
        pods: slow,
        shutdown: stop,
      },
      want: { phase: 'Failed', messages: { 'wf[1].b': message } },
    },
    {
      title: 'ends retries that are running or waiting',
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
          // Argo looks at the tasks once more.
          'wf.c': 'Pod Failed: workflow shutdown with strategy: Stop',
        },
      },
    },
    {
      title: 'lets tasks that follow a suspended one start once more, and fail',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: wait}
            - {name: b, template: group, depends: a.Failed}
            - {name: c, template: leaf, depends: b.Succeeded}
            - {name: d, template: wait, depends: a.Failed}
            - {name: e, template: leaf, depends: d.Failed}
        `,
        templates: `
          - {name: wait, suspend: {}}
          - {name: group, steps: [[{name: s, template: leaf}]]}
        `,
        shutdown: { at: 5, strategy: 'Terminate' },
      },
      want: {
        nodes: {
          wf: 'DAG Failed',
          'wf.a': "Suspend Failed: Stopped with strategy 'Terminate'",
          'wf.b': "Steps Failed: child '<wf.b[0].s>' failed",
          'wf.b[0]': "StepGroup Failed: child '<wf.b[0].s>' failed",
          'wf.b[0].s': 'Pod Failed: workflow shutdown with strategy: Terminate',
          'wf.c': 'Skipped Omitted: omitted: depends condition not met',
          'wf.d': 'Suspend Running',
        },
      },
    },
    {
      title: 'ends although a task is suspended after it, once or with retries',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: wait}
            - {name: b, template: wait, depends: a.Failed}
            - {name: c, template: leaf, depends: b.Failed}
            - {name: d, template: again, depends: a.Failed}
        `,
        templates: `
          - {name: wait, suspend: {}}
          - {name: again, retryStrategy: {limit: 1}, suspend: {}}
        `,
        spec: 'onExit: leaf',
        shutdown: stop,
      },
      want: {
        phase: 'Failed',
        message,
        nodes: {
          wf: 'DAG Failed',
          'wf.a': `Suspend Failed: ${message}`,
          'wf.b': `Suspend Failed: ${message}`,
          'wf.d': `Retry Failed: ${message}`,
          'wf.d(0)': `Suspend Failed: ${message}`,
          'wf.onExit': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'ends a loop with iterations that have not started',
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
      title: 'has no effect after it has ended',
      given: { main: steps, shutdown: { at: 9, strategy: 'Stop' } },
      want: { phase: 'Succeeded', message: '' },
    },
  ])('$title', expectPlay);

  test('stops a running exit handler only with Terminate', () => {
    const given = { main: steps, spec: 'onExit: leaf', pods: { 'wf.onExit': { takes: 60 } } };
    expect(play({ ...given, shutdown: { at: 5, strategy: 'Stop' } }).stopped).toEqual([]);
    expect(play({ ...given, shutdown: { at: 5, strategy: 'Terminate' } }).stopped).toEqual(['wf.onExit']);
  });
});

test.for([
  { main: 'retryStrategy: {limit: 3}\ncontainer: {image: busybox}', retried: 'wf', shows: true },
  { main: 'steps: [[{name: a, template: again}]]', retried: 'wf[0].a', shows: true },
  { main: 'dag: {tasks: [{name: a, template: again}]}', retried: 'wf.a', shows: false },
])('$retried, stopped during an attempt, shows outputs of it: $shows', ({ main, retried, shows }) => {
  const { run } = play({
    main,
    templates: '- {name: again, retryStrategy: {limit: 3}, container: {image: busybox}}',
    pods: { [`${retried}(0)`]: { takes: 60, exitCode: '143' } },
    shutdown: { at: 5, strategy: 'Stop' },
  });
  const node = Object.values(run.nodes).find(({ fields }) => fields.name === retried);
  expect(node?.fields).toMatchObject({ phase: 'Failed', message: "Stopped with strategy 'Stop'" });
  expect(node?.fields.outputs !== undefined).toBe(shows);
});
