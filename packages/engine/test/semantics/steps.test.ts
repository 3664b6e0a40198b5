import { describe, expect, test } from 'vitest';
import { nodeNamed } from '../../src/state/tree/find-node.ts';
import type { PodEnd } from './fake-pod.ts';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

describe('groups of steps', () => {
  test.for<Case>([
    {
      title: 'run one after the other, and their steps in parallel',
      given: {
        main: `
          steps:
          - - {name: a, template: leaf}
            - {name: b, template: leaf}
          - - {name: c, template: leaf}
        `,
        pods: { 'wf[0].a': { takes: 5 } },
      },
      want: {
        phase: 'Succeeded',
        message: '',
        started: ['wf[0].a@0', 'wf[0].b@0', 'wf[1].c@5'],
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': 'Pod Succeeded',
          'wf[0].b': 'Pod Succeeded',
          'wf[1]': 'StepGroup Succeeded',
          'wf[1].c': 'Pod Succeeded',
        },
        children: {
          wf: ['wf[0]'],
          'wf[0]': ['wf[0].a', 'wf[0].b'],
          'wf[0].a': ['wf[1]'],
          'wf[0].b': ['wf[1]'],
        },
        outbound: { wf: ['wf[1].c'] },
      },
    },
    {
      title: 'wait for all their steps, and name the first failed one in the order of the manifest',
      given: {
        main: `
          steps:
          - - {name: a, template: fail}
            - {name: b, template: fail}
            - {name: c, template: leaf}
          - - {name: d, template: leaf}
        `,
        pods: { 'wf[0].a': { takes: 3 } },
      },
      want: {
        phase: 'Failed',
        message: "child '<wf[0].a>' failed",
        nodes: {
          wf: "Steps Failed: child '<wf[0].a>' failed",
          'wf[0]': "StepGroup Failed: child '<wf[0].a>' failed",
          'wf[0].a': 'Pod Failed: main: Error (exit code 1)',
          'wf[0].b': 'Pod Failed: main: Error (exit code 1)',
          'wf[0].c': 'Pod Succeeded',
        },
        outbound: { wf: ['wf[0].a', 'wf[0].b', 'wf[0].c'] },
      },
    },
    {
      title: 'name the node of a nested template that failed',
      given: {
        main: 'steps: [[{name: a, template: inner}]]',
        templates: '- {name: inner, steps: [[{name: b, template: fail}]]}',
      },
      want: {
        nodes: {
          wf: "Steps Failed: child '<wf[0].a>' failed",
          'wf[0]': "StepGroup Failed: child '<wf[0].a>' failed",
          'wf[0].a': "Steps Failed: child '<wf[0].a[0].b>' failed",
          'wf[0].a[0]': "StepGroup Failed: child '<wf[0].a[0].b>' failed",
          'wf[0].a[0].b': 'Pod Failed: main: Error (exit code 1)',
        },
        outbound: { 'wf[0].a': ['wf[0].a[0].b'], wf: ['wf[0].a[0].b'] },
      },
    },
    {
      title: 'also fail if a step ended in an error',
      given: {
        main: 'steps: [[{name: a, template: leaf}], [{name: b, template: leaf}]]',
        pods: { 'wf[0].a': { phase: 'Error', message: 'no space left' } },
      },
      want: {
        phase: 'Failed',
        nodes: {
          wf: "Steps Failed: child '<wf[0].a>' failed",
          'wf[0]': "StepGroup Failed: child '<wf[0].a>' failed",
          'wf[0].a': 'Pod Error: no space left',
        },
      },
    },
    {
      title: 'are connected to skipped steps',
      given: {
        main: `
          steps:
          - - {name: a, template: leaf, when: 'false'}
            - {name: b, template: leaf, when: '1 == 2'}
          - - {name: c, template: leaf}
        `,
      },
      want: {
        phase: 'Succeeded',
        nodes: {
          wf: 'Steps Succeeded',
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a': "Skipped Skipped: when 'false' evaluated false",
          'wf[0].b': "Skipped Skipped: when '1 == 2' evaluated false",
          'wf[1]': 'StepGroup Succeeded',
          'wf[1].c': 'Pod Succeeded',
        },
        children: { 'wf[0].a': ['wf[1]'], 'wf[0].b': ['wf[1]'], 'wf[1]': ['wf[1].c'] },
      },
    },
    {
      title: 'that are empty are connected directly, and the next waits forever',
      given: { main: 'steps: [[], [{name: a, template: leaf}]]' },
      want: {
        phases: { wf: 'Running', 'wf[0]': 'Running', 'wf[1]': 'Running', 'wf[1].a': 'Succeeded' },
        children: { wf: ['wf[0]'], 'wf[0]': ['wf[1]'], 'wf[1]': ['wf[1].a'] },
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: wf[1]: the group before it, wf[0], has no steps.',
      },
    },
    {
      title: 'that are empty do no harm before a group that ends at once',
      given: { main: "steps: [[], [], [{name: a, template: leaf, when: 'false'}], []]" },
      want: { phase: 'Succeeded' },
    },
  ])('$title', expectPlay);
});

describe('references of a step', () => {
  test.for<Case>([
    {
      title: 'the status, exit code, result and outputs of earlier steps',
      given: {
        main: `
          steps:
          - - {name: a, template: make, arguments: {parameters: [{name: m, value: x}]}}
          - - name: b
              template: say
              arguments:
                parameters:
                - name: m
                  value: >-
                    {{steps.a.status}} {{steps.a.exitCode}} {{steps.a.outputs.result}} {{steps.a.outputs.parameters.o}}
        `,
      },
      want: { said: { 'wf[1].b': 'Succeeded 0 x x' } },
    },
    {
      title: 'the id and times of earlier steps',
      given: {
        main: `
          steps:
          - - {name: a, template: leaf}
          - - name: b
              template: say
              arguments: {parameters: [{name: m, value: '{{steps.a.id}} {{steps.a.startedAt}} {{steps.a.finishedAt}}'}]}
        `,
        pods: { 'wf[0].a': { takes: 61 } },
      },
      want: { said: { 'wf[1].b': 'wf-3986212215 1970-01-01T00:00:00Z 1970-01-01T00:01:01Z' } },
    },
    {
      title: 'the status of a skipped step',
      given: {
        main: `
          steps:
          - - {name: a, template: leaf, when: 'false'}
          - - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.status}}'}]}}
        `,
      },
      want: { said: { 'wf[1].b': 'Skipped' } },
    },
    {
      title: 'outputs of any earlier group',
      given: {
        main: `
          steps:
          - - {name: a, template: make}
          - - {name: b, template: leaf}
          - - {name: c, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.parameters.o}}'}]}}
        `,
      },
      want: { said: { 'wf[2].c': 'made' } },
    },
    {
      title: 'not the steps of its own group, which blocks the group forever',
      given: {
        main: `
          steps:
          - - {name: a, template: make}
            - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.parameters.o}}'}]}}
        `,
      },
      want: {
        phase: 'Running',
        nodes: { wf: 'Steps Running', 'wf[0]': 'StepGroup Running' },
        stuck:
          'The workflow wf can never finish; Argo would leave it Running: wf[0]: failed to resolve {{steps.a.outputs.parameters.o}}.',
      },
    },
    {
      title: 'its own name, with the item in a loop',
      given: {
        main: 'steps: [[{name: a, template: named}, {name: b, template: named, withItems: [x]}]]',
        templates:
          "- {name: named, container: {image: busybox, command: [echo], args: ['{{steps.name}} {{node.name}}']}}",
      },
      want: { said: { 'wf[0].a': 'a wf[0].a', 'wf[0].b(0:x)': 'b(0:x) wf[0].b(0:x)' } },
    },
  ])('$title', expectPlay);
});

describe('a step that cannot start', () => {
  test.for<Case>([
    {
      title: 'because the template that an item names does not exist fails its group',
      given: {
        main: "steps: [[{name: a, templateRef: {name: 'lib-{{item}}', template: t}, withItems: [z]}], [{name: b, template: leaf}]]",
      },
      want: {
        phase: 'Failed',
        message:
          'step group deemed errored due to child wf[0].a(0:z) error: workflow template lib-z not found',
        nodes: {
          wf: 'Steps Failed: step group deemed errored due to child wf[0].a(0:z) error: workflow template lib-z not found',
          'wf[0]':
            'StepGroup Error: step group deemed errored due to child wf[0].a(0:z) error: workflow template lib-z not found',
          'wf[0].a(0:z)': 'Skipped Error: workflow template lib-z not found',
        },
      },
    },
    {
      title: 'because its template has no body fails its group',
      given: { main: 'steps: [[{name: a, template: empty}]]', templates: '- {name: empty, steps: []}' },
      want: {
        phase: 'Failed',
        message:
          "step group deemed errored due to child wf[0].a error: Template 'empty' missing specification",
        messages: { 'wf[0].a': "Template 'empty' missing specification" },
      },
    },
    {
      title: 'because its condition is invalid fails its group before others start',
      given: { main: "steps: [[{name: a, template: leaf}, {name: b, template: leaf, when: '1 + 1'}]]" },
      want: {
        phase: 'Failed',
        started: [],
        nodes: {
          wf: "Steps Failed: failed to resolve references: Expected boolean evaluation for '1 + 1'. Got 2",
          'wf[0]':
            "StepGroup Error: failed to resolve references: Expected boolean evaluation for '1 + 1'. Got 2",
        },
      },
    },
  ])('$title', expectPlay);

  test('because it is nested too deeply fails like one that ran', () => {
    const { run } = play({ main: 'steps: [[{name: a, template: main}]]' });
    const nodes = Object.values(run.nodes).map(({ fields }) => fields);
    expect(run).toMatchObject({ phase: 'Failed', message: expect.stringMatching(/^child 'wf-\d+' failed$/) });
    expect(nodes.filter(({ type }) => type === 'Steps')).toHaveLength(99);
    expect(nodes.at(-1)).toMatchObject({
      type: 'Skipped',
      phase: 'Error',
      message: expect.stringMatching(/^Maximum recursion depth exceeded\. See https:/),
    });
  });
});

describe('continueOn', () => {
  const main = (forgiven: string): string =>
    `steps: [[{name: a, template: leaf, continueOn: ${forgiven}}], [{name: b, template: leaf}]]`;
  const failed: PodEnd = { phase: 'Failed', message: 'main: Error (exit code 1)' };
  const errored: PodEnd = { phase: 'Error', message: 'no space left' };

  test.for<{ forgiven: string; end: PodEnd; want: string }>([
    { forgiven: '{failed: true}', end: failed, want: 'Succeeded' },
    { forgiven: '{failed: true}', end: errored, want: 'Failed' },
    { forgiven: '{error: true}', end: errored, want: 'Succeeded' },
    { forgiven: '{error: true}', end: failed, want: 'Failed' },
    { forgiven: '{error: true, failed: true}', end: failed, want: 'Succeeded' },
  ])('of $forgiven lets a step that ends $end.phase end the steps $want', ({ forgiven, end, want }) => {
    const { run } = play({ main: main(forgiven), pods: { 'wf[0].a': end } });
    expect(run.phase).toBe(want);
    expect(nodeNamed(run, 'wf[1].b')?.fields.phase).toBe(want === 'Succeeded' ? 'Succeeded' : undefined);
  });
});
