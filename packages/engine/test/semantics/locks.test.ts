import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const twoTasks = 'dag: {tasks: [{name: a, template: locked}, {name: b, template: locked}]}';
const semaphore = (key: string): string =>
  `- {name: locked, synchronization: {semaphores: [{configMapKeyRef: {name: sem, key: ${key}}}]}, container: {image: busybox, command: ['true']}}`;
const limits = "{kind: ConfigMap, metadata: {name: sem}, data: {one: '1', two: '2', zero: '0', text: many}}";

describe('locks', () => {
  test.for<Case>([
    {
      title: 'a mutex lets one node run at a time',
      given: {
        main: twoTasks,
        templates:
          "- {name: locked, synchronization: {mutexes: [{name: m}]}, container: {image: busybox, command: ['true']}}",
      },
      want: { phase: 'Succeeded', started: ['wf.a@0', 'wf.b@1'] },
    },
    {
      title: 'the name of a mutex may come from an input',
      given: {
        main: "dag: {tasks: [{name: a, template: locked, withItems: [x, z, x], arguments: {parameters: [{name: m, value: '{{item}}'}]}}]}",
        templates:
          "- {name: locked, inputs: {parameters: [{name: m}]}, synchronization: {mutexes: [{name: 'm-{{inputs.parameters.m}}'}]}, container: {image: busybox, command: ['true']}}",
      },
      want: { phase: 'Succeeded', started: ['wf.a(0:x)@0', 'wf.a(1:z)@0', 'wf.a(2:x)@1'] },
    },
    {
      title: 'a semaphore lets as many run as its ConfigMap says',
      given: { main: twoTasks, templates: semaphore('two'), objects: limits },
      want: { phase: 'Succeeded', started: ['wf.a@0', 'wf.b@0'] },
    },
    {
      title: 'a waiting node is pending, and names its lock',
      given: {
        main: twoTasks,
        templates: semaphore('one'),
        objects: limits,
        pods: { 'wf.a': { takes: 5 } },
        shutdown: { at: 1, strategy: 'Stop' },
      },
      want: {
        phase: 'Failed',
        started: ['wf.a'],
        messages: { 'wf.b': "Stopped with strategy 'Stop'" },
      },
    },
    {
      title: 'a retried node holds its lock across attempts',
      given: {
        main: twoTasks,
        templates:
          "- {name: locked, retryStrategy: {limit: '1'}, synchronization: {mutexes: [{name: m}]}, container: {image: busybox, command: ['false']}}",
      },
      want: { phase: 'Failed', started: ['wf.a(0)@0', 'wf.a(1)@1', 'wf.b(0)@2', 'wf.b(1)@3'] },
    },
    {
      title: 'a task that waits past its timeout is Failed',
      given: {
        main: twoTasks,
        templates:
          "- {name: locked, timeout: 2s, synchronization: {mutexes: [{name: m}]}, container: {image: busybox, command: ['true']}}",
        pods: { 'wf.a': { takes: 2 } },
      },
      want: { phase: 'Failed', started: ['wf.a'], messages: { wf: '', 'wf.b': 'timeout' } },
    },
    {
      title: 'a step that waits past its timeout ends its group at once',
      given: {
        main: 'steps: [[{name: a, template: locked}, {name: b, template: quick}]]',
        templates: `
- {name: locked, synchronization: {mutexes: [{name: m}]}, container: {image: busybox, command: ['true']}}
- {name: quick, pendingTimeout: 1s, synchronization: {mutexes: [{name: m}]}, container: {image: busybox, command: ['true']}}
`,
        pods: { 'wf[0].a': { takes: 5 } },
      },
      want: { phase: 'Failed', message: 'timeout', messages: { 'wf[0]': 'timeout', 'wf[0].b': 'timeout' } },
    },
    {
      title: 'all locks of a list are taken together',
      given: {
        main: 'dag: {tasks: [{name: a, template: x}, {name: b, template: xy}, {name: c, template: z}]}',
        templates: `
- {name: x, synchronization: {mutexes: [{name: x}]}, container: {image: busybox, command: ['true']}}
- {name: z, synchronization: {mutexes: [{name: y}]}, container: {image: busybox, command: ['true']}}
- {name: xy, synchronization: {mutexes: [{name: x}, {name: y}]}, container: {image: busybox, command: ['true']}}
`,
      },
      want: { phase: 'Succeeded', started: ['wf.a@0', 'wf.c@0', 'wf.b@1'] },
    },
    {
      title: 'a limit of 0 is an error',
      given: {
        main: 'steps: [[{name: a, template: locked}]]',
        templates: semaphore('zero'),
        objects: limits,
      },
      want: {
        phase: 'Failed',
        messages: { 'wf[0].a': 'failed to initialize semaphore default/ConfigMap/sem/zero with limit' },
      },
    },
    {
      title: 'a semaphore without a source is an error',
      given: { main: 'synchronization: {semaphores: [{}]}\ncontainer: {image: busybox}' },
      want: {
        phase: 'Error',
        message:
          'error in entry template execution: requested configuration is invalid: cannot get LockName for a Semaphore without a ConfigMapRef or Database',
      },
    },
    {
      title: 'a lock that is listed twice is an error',
      given: { main: 'synchronization: {mutexes: [{name: m}, {name: m}]}\ncontainer: {image: busybox}' },
      want: {
        phase: 'Error',
        message:
          'error in entry template execution: requested configuration is invalid: duplicate synchronization item found',
      },
    },
    {
      title: 'a mutex without a name ends the workflow at once',
      given: {
        main: 'steps: [[{name: a, template: locked}]]',
        templates: '- {name: locked, synchronization: {mutexes: [{}]}, container: {image: busybox}}',
      },
      want: {
        phase: 'Error',
        message:
          'bug: unable to decode lock (default/Mutex/) that was just encoded: Invalid lock key: ResourceName is missing',
        nodes: { wf: 'Steps Error: Workflow operation error', 'wf[0]': 'StepGroup Running' },
      },
    },
    {
      title: 'a mutex without a name ends a workflow that asks for it itself',
      given: { main: 'container: {image: busybox}', spec: 'synchronization: {mutexes: [{}]}' },
      want: {
        phase: 'Error',
        message:
          'bug: unable to decode lock (default/Mutex/) that was just encoded: Invalid lock key: ResourceName is missing',
        nodes: {},
      },
    },
    {
      title: 'a workflow takes its own locks first',
      given: {
        main: 'container: {image: busybox, command: ["true"]}',
        spec: 'synchronization: {mutexes: [{name: m}]}',
      },
      want: { phase: 'Succeeded', started: ['wf@0'] },
    },
    {
      title: 'a result from the cache is looked up after the lock',
      given: {
        main: twoTasks,
        templates:
          "- {name: locked, memoize: {key: k, cache: {configMap: {name: c}}}, synchronization: {mutexes: [{name: m}]}, container: {image: busybox, command: ['true']}}",
      },
      want: { phase: 'Succeeded', started: ['wf.a@0'] },
    },
  ])('$title', expectPlay);
});
