import { describe, expect, test } from 'vitest';
import { nodeId } from '../../src/state/node/node-id.ts';
import { type Case, expectPlay } from './shown.ts';

const failFast = 'template has failed or errored children and failFast enabled';

describe('failFast of a template', () => {
  test.for<Case>([
    {
      title: 'starts no steps after a failure and waits for the running ones',
      given: {
        main: 'failFast: true\nparallelism: 2\nsteps: [[{name: a, template: leaf, withItems: [1, 2, 3]}]]',
        pods: {
          'wf[0].a(0:1)': { phase: 'Failed', message: 'main: Error (exit code 1)' },
          'wf[0].a(1:2)': { takes: 5 },
        },
      },
      want: {
        phase: 'Failed',
        message: failFast,
        nodes: {
          wf: `Steps Failed: ${failFast}`,
          'wf[0]': `StepGroup Failed: ${failFast}`,
          'wf[0].a(0:1)': 'Pod Failed: main: Error (exit code 1)',
          'wf[0].a(1:2)': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'fails a dag and leaves its loop Running',
      given: {
        main: 'failFast: true\nparallelism: 1\ndag: {tasks: [{name: a, template: fail, withItems: [1, 2]}]}',
      },
      want: {
        phase: 'Failed',
        message: failFast,
        nodes: {
          wf: `DAG Failed: ${failFast}`,
          'wf.a': 'TaskGroup Running',
          'wf.a(0:1)': 'Pod Failed: main: Error (exit code 1)',
        },
      },
    },
    {
      title: 'leaves the edges of a dag to what it did not start',
      given: {
        main: 'failFast: true\nparallelism: 1\ndag: {tasks: [{name: a, template: fail, withItems: [1, 2, 3]}, {name: b, template: leaf}]}',
      },
      want: {
        phases: { wf: 'Failed', 'wf.a': 'Running', 'wf.a(0:1)': 'Failed' },
        edges: { wf: ['wf.a', nodeId('wf', 'wf.b')], 'wf.a': ['wf.a(0:1)', nodeId('wf', 'wf.a(1:2)')] },
      },
    },
    {
      title: 'runs no exit handler of the child that failed',
      given: {
        main: 'failFast: true\ndag: {tasks: [{name: a, template: fail, onExit: leaf}, {name: b, template: leaf}]}',
        pods: { 'wf.b': { takes: 5 } },
      },
      want: { message: failFast, phases: { wf: 'Failed', 'wf.a': 'Failed', 'wf.b': 'Succeeded' } },
    },
    {
      title: 'prevents more attempts and leaves their Retry node Running',
      given: {
        main: 'failFast: true\nsteps: [[{name: a, template: again}]]',
        templates:
          "- {name: again, retryStrategy: {limit: '2'}, container: {image: busybox, command: ['false']}}",
      },
      want: {
        message: failFast,
        phases: { wf: 'Failed', 'wf[0]': 'Failed', 'wf[0].a': 'Running', 'wf[0].a(0)': 'Failed' },
      },
    },
    {
      title: 'lets a dependant start before a task that waited longer, in the order of the targets',
      given: {
        main: 'failFast: true\nparallelism: 1\ndag: {tasks: [{name: a, template: leaf}, {name: m, template: fail, depends: a}, {name: z, template: leaf}]}',
      },
      want: { phase: 'Failed', started: ['wf.a', 'wf.m'] },
    },
    {
      title: 'writes its message on the step group that Argo finds last',
      given: {
        main: 'failFast: true\nsteps: [[{name: a, template: fail}, {name: b, template: inner}]]',
        templates: '- {name: inner, steps: [[{name: x, template: leaf}]]}',
        pods: { 'wf[0].a': { takes: 3 } },
      },
      want: {
        message: failFast,
        phases: {
          wf: 'Failed',
          'wf[0]': 'Running',
          'wf[0].a': 'Failed',
          'wf[0].b': 'Succeeded',
          'wf[0].b[0]': 'Failed',
          'wf[0].b[0].x': 'Succeeded',
        },
      },
    },
    {
      title: 'is not the reason if a nested template is the last to end',
      given: {
        main: 'failFast: true\nsteps: [[{name: a, template: inner}]]',
        templates: '- {name: inner, steps: [[{name: x, template: fail}]]}',
      },
      want: { phase: 'Failed', message: "child '<wf[0].a>' failed" },
    },
    {
      title: 'keeps an outer dag from ending if a task depends on the stopped one',
      given: {
        main: 'dag: {tasks: [{name: a, template: inner}, {name: b, template: leaf, depends: a.Failed}]}',
        templates: `
          - name: inner
            failFast: true
            parallelism: 1
            steps: [[{name: x, template: fail, withItems: [1, 2]}]]
        `,
      },
      want: { phase: 'Running', stuck: expect.stringContaining('wf has no more tasks to run') as never },
    },
  ])('$title', expectPlay);
});
