import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const daemon = "- {name: srv, daemon: true, container: {image: busybox, command: [sleep, '60']}}";
const client =
  "- {name: cli, inputs: {parameters: [{name: ip}]}, container: {image: busybox, command: [echo], args: ['{{inputs.parameters.ip}}']}}";

describe('a daemon', () => {
  test.for<Case>([
    {
      title: 'lets the next steps run once it is ready, and is stopped in the end',
      given: {
        main: "steps: [[{name: s, template: srv}], [{name: c, template: cli, arguments: {parameters: [{name: ip, value: '{{steps.s.ip}}'}]}}]]",
        templates: `${daemon}\n${client}`,
      },
      want: {
        phase: 'Succeeded',
        phases: {
          wf: 'Succeeded',
          'wf[0]': 'Succeeded',
          'wf[0].s': 'Succeeded',
          'wf[1]': 'Succeeded',
          'wf[1].c': 'Succeeded',
        },
        said: { 'wf[1].c': '10.0.0.1' },
      },
    },
    {
      title: 'counts as Daemoned for tasks that depend on it, not as Succeeded',
      given: {
        main: 'dag: {tasks: [{name: D, template: srv}, {name: A, template: leaf, depends: D}, {name: B, template: leaf, depends: D.Daemoned}, {name: C, template: leaf, depends: D.Succeeded}]}',
        templates: daemon,
      },
      want: {
        phase: 'Succeeded',
        phases: {
          wf: 'Succeeded',
          'wf.D': 'Succeeded',
          'wf.A': 'Succeeded',
          'wf.B': 'Succeeded',
          'wf.C': 'Omitted',
        },
      },
    },
    {
      title: 'counts for the parallelism of the workflow',
      given: {
        main: 'dag: {tasks: [{name: D, template: srv}, {name: A, template: leaf, depends: D}, {name: B, template: leaf, depends: D}]}',
        templates: daemon,
        spec: 'parallelism: 2',
      },
      want: { phase: 'Succeeded', started: ['wf.D@0', 'wf.A@0', 'wf.B@1'] },
    },
    {
      title: 'at the root ends the workflow, which succeeds',
      given: { main: "daemon: true\ncontainer: {image: busybox, command: [sleep, '60']}" },
      want: { phase: 'Succeeded', phases: { wf: 'Succeeded' } },
    },
    {
      title: 'that ends by itself has failed',
      given: {
        main: 'steps: [[{name: s, template: srv}]]',
        templates: daemon,
        pods: { 'wf[0].s': { phase: 'Failed', message: 'main: Error (exit code 3)', exitCode: '3' } },
      },
      want: { phase: 'Failed', messages: { 'wf[0].s': 'main: Error (exit code 3)' } },
    },
    {
      title: 'is ready behind its Retry node, too',
      given: {
        main: "steps: [[{name: s, template: srv}], [{name: c, template: cli, arguments: {parameters: [{name: ip, value: '{{steps.s.ip}}'}]}}]]",
        templates: `${daemon.replace('daemon: true', "daemon: true, retryStrategy: {limit: '2'}")}\n${client}`,
      },
      want: { phase: 'Succeeded', started: ['wf[0].s(0)', 'wf[1].c'], said: { 'wf[1].c': '10.0.0.1' } },
    },
  ])('$title', expectPlay);
});

describe('a container set', () => {
  const set = (containers: string): string => `containerSet: {containers: ${containers}}`;
  test.for<Case>([
    {
      title: 'has a node for each container, in the order of the dependencies',
      given: {
        main: set(
          '[{name: a, image: busybox}, {name: b, image: busybox, dependencies: [a]}, {name: main, image: busybox, dependencies: [a, b]}]',
        ),
        pods: {
          wf: {
            containers: {
              a: { phase: 'Succeeded' },
              b: { phase: 'Failed', message: 'Error (exit code 1)' },
              main: { phase: 'Succeeded' },
            },
          },
        },
      },
      want: {
        nodes: {
          wf: 'Pod Succeeded',
          'wf.a': 'Container Succeeded',
          'wf.b': 'Container Failed: Error (exit code 1)',
          'wf.main': 'Container Succeeded',
        },
        children: { wf: ['wf.a'], 'wf.a': ['wf.b', 'wf.main'], 'wf.b': ['wf.main'] },
      },
    },
    {
      title: 'hands the next task to its last containers',
      given: {
        main: 'dag: {tasks: [{name: s, template: set}, {name: next, template: leaf, depends: s}]}',
        templates: `- {name: set, ${set('[{name: a, image: busybox}, {name: main, image: busybox}]')}}`,
      },
      want: {
        phase: 'Succeeded',
        children: { 'wf.s': ['wf.s.a', 'wf.s.main'], 'wf.s.a': ['wf.next'], 'wf.s.main': ['wf.next'] },
      },
    },
    {
      title: 'hands each of several next tasks to its last containers and its hooks',
      given: {
        main: 'dag: {tasks: [{name: s, template: set, onExit: leaf}, {name: b, template: leaf, depends: s}, {name: c, template: leaf, depends: s}]}',
        templates: `- {name: set, ${set('[{name: a, image: busybox}, {name: main, image: busybox, dependencies: [a]}]')}}`,
      },
      want: {
        phase: 'Succeeded',
        children: { 'wf.s.a': ['wf.s.main'], 'wf.s.main': ['wf.b', 'wf.c'], 'wf.s.onExit': ['wf.b', 'wf.c'] },
      },
    },
    {
      title: 'hands the next task to itself if it is inline',
      given: {
        main: `dag: {tasks: [{name: s, inline: {${set('[{name: main, image: busybox}]')}}}, {name: next, template: leaf, depends: s}]}`,
      },
      want: { phase: 'Succeeded', children: { 'wf.s': ['wf.s.main', 'wf.next'], 'wf.s.main': [] } },
    },
    {
      title: 'shares its flags with its containers',
      given: {
        main: 'retryStrategy: {limit: 0}\n' + set('[{name: main, image: busybox}]'),
        spec: 'onExit: set',
        templates: `- {name: set, ${set('[{name: main, image: busybox}]')}}`,
      },
      want: { flags: { 'wf(0).main': ['retried'], 'wf.onExit.main': ['hooked'] } },
    },
  ])('$title', expectPlay);
});

describe('a suspended workflow', () => {
  test.for<Case>([
    {
      title: 'starts nothing, and can never finish by itself',
      given: { main: 'container: {image: busybox}', spec: 'suspend: true' },
      want: { phase: 'Running', nodes: {} },
    },
    {
      title: 'goes on when it is resumed',
      given: {
        main: 'container: {image: busybox, command: ["true"]}',
        spec: 'suspend: true',
        events: [{ kind: 'resume', at: 7, values: {} }],
      },
      want: { phase: 'Succeeded', started: ['wf@7'] },
    },
    {
      title: 'lets what runs end, and starts the rest later',
      given: {
        main: 'steps: [[{name: a, template: leaf}], [{name: b, template: leaf}]]',
        events: [
          { kind: 'suspend', at: 0.5 },
          { kind: 'resume', at: 9, values: {} },
        ],
      },
      want: { phase: 'Succeeded', started: ['wf[0].a@0', 'wf[1].b@9'] },
    },
    {
      title: 'ends when it is stopped',
      given: {
        main: 'container: {image: busybox}',
        spec: 'suspend: true',
        shutdown: { at: 3, strategy: 'Stop' },
      },
      want: { phase: 'Failed', message: "Stopped with strategy 'Stop'" },
    },
  ])('$title', expectPlay);
});

describe('a suspended node that is set', () => {
  const approval =
    '- {name: ask, outputs: {parameters: [{name: who, valueFrom: {supplied: {}}}]}, suspend: {}}';
  test.for<Case>([
    {
      title: 'ends with the phase, the message and the values that are given',
      given: {
        main: 'steps: [[{name: a, template: ask}]]',
        templates: approval,
        events: [
          { kind: 'setNode', at: 1, nodeId: 'wf[0].a', parameters: { who: 'me' } },
          { kind: 'setNode', at: 2, nodeId: 'wf[0].a', phase: 'Failed', message: 'not today' },
        ],
      },
      want: {
        phase: 'Failed',
        messages: { 'wf[0].a': 'not today' },
        outputs: { 'wf[0].a': ['who=me'] },
      },
    },
    {
      title: 'keeps its values when it is resumed',
      given: {
        main: 'steps: [[{name: a, template: ask}]]',
        templates: approval,
        events: [
          { kind: 'setNode', at: 1, nodeId: 'wf[0].a', parameters: { who: 'me' } },
          { kind: 'resume', at: 2, nodeId: 'wf[0].a', values: {} },
        ],
      },
      want: { phase: 'Succeeded', outputs: { 'wf[0].a': ['who=me'] } },
    },
  ])('$title', expectPlay);
});
