import { describe, expect, test } from 'vitest';
import { nodeNamed } from '../../src/state/tree/find-node.ts';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

const files = `
  - {name: file, outputs: {artifacts: [{name: f, path: /f/}]}, container: {image: busybox, command: [echo]}}
  - name: reader
    inputs: {artifacts: [{name: f, path: /in}]}
    container: {image: busybox, command: [echo], args: ['{{inputs.artifacts.f.path}}']}
  - name: lenient
    inputs: {artifacts: [{name: f, path: /in, optional: true}]}
    container: {image: busybox, command: [echo]}
`;

describe('artifacts', () => {
  const pass = (from: string): string => `arguments: {artifacts: [{name: f, ${from}}]}`;
  test.for<Case>([
    {
      title: 'are passed between steps and use the path of the input',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: reader, ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
      },
      want: { phase: 'Succeeded', said: { 'wf[1].b': '/in' }, outputs: { 'wf[0].a': ['f'] } },
    },
    {
      title: 'are passed through the outputs and inputs of nested templates',
      given: {
        main: `steps: [[{name: a, template: inner}], [{name: b, template: outer, ${pass("from: '{{steps.a.outputs.artifacts.g}}'")}}]]`,
        templates: `${files}
  - {name: inner, outputs: {artifacts: [{name: g, from: '{{steps.x.outputs.artifacts.f}}'}]}, steps: [[{name: x, template: file}]]}
  - {name: outer, inputs: {artifacts: [{name: f}]}, steps: [[{name: x, template: reader, ${pass("from: '{{inputs.artifacts.f}}'")}}]]}`,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a[0].x', 'wf[1].b[0].x'] },
    },
    {
      title: 'can be selected by an expression',
      given: {
        main: `steps: [[{name: a, template: inner}], [{name: b, template: reader, ${pass("from: '{{steps.a.outputs.artifacts.g}}'")}}]]`,
        templates: `${files}
  - name: inner
    outputs: {artifacts: [{name: g, fromExpression: "steps.x.status == 'Succeeded' ? steps.x.outputs.artifacts.f : steps.z.outputs.artifacts.f"}]}
    steps: [[{name: x, template: file, when: 'false'}, {name: z, template: file}]]`,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a[0].z', 'wf[1].b'] },
    },
    {
      title: 'of a skipped step fail a step that requires them',
      given: {
        main: `steps: [[{name: a, template: file, when: 'false'}], [{name: b, template: reader, ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
      },
      want: {
        phase: 'Failed',
        message:
          'step group deemed errored due to child wf[1].b error: inputs.artifacts.f missing location information',
      },
    },
    {
      title: 'of a skipped step are left out if they are optional',
      given: {
        main: `steps: [[{name: a, template: file, when: 'false'}], [{name: b, template: lenient, ${pass("from: '{{steps.a.outputs.artifacts.f}}', optional: true")}}]]`,
        templates: files,
      },
      want: { phase: 'Succeeded', started: ['wf[1].b'] },
    },
    {
      title: 'of a skipped task fail a task that requires them',
      given: {
        main: `dag: {tasks: [{name: a, template: file, when: 'false'}, {name: b, template: reader, dependencies: [a], ${pass("from: '{{tasks.a.outputs.artifacts.f}}'")}}]}`,
        templates: files,
      },
      want: {
        phase: 'Error',
        nodes: {
          wf: 'DAG Error',
          'wf.a': "Skipped Skipped: when 'false' evaluated false",
          'wf.b': 'Skipped Error: Unable to resolve: "tasks.a.outputs.artifacts.f"',
        },
      },
    },
    {
      title: 'of a skipped task are left out if they are optional',
      given: {
        main: `dag: {tasks: [{name: a, template: file, when: 'false'}, {name: b, template: lenient, dependencies: [a], ${pass("from: '{{tasks.a.outputs.artifacts.f}}', optional: true")}}]}`,
        templates: files,
      },
      want: { phase: 'Succeeded', started: ['wf.b'] },
    },
    {
      title: 'that were never written are left out if they are optional',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: lenient, ${pass("from: '{{steps.a.outputs.artifacts.f}}', optional: true")}}]]`,
        templates: files,
        pods: { 'wf[0].a': { artifacts: [] } },
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[1].b'] },
    },
    {
      title: 'that were never written fail the steps if they are required',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: reader, ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
        pods: { 'wf[0].a': { artifacts: [] } },
      },
      want: {
        phase: 'Failed',
        message:
          'failed to resolve references: unable to resolve references: Unable to resolve: "steps.a.outputs.artifacts.f"',
      },
    },
    {
      title: 'that are optional and whose expression fails are left out by steps, but not by tasks',
      given: {
        main: `
          steps:
          - - {name: a, template: lenient, ${pass("fromExpression: '1 +', raw: {data: x}, optional: true")}}
            - {name: b, inline: {dag: {tasks: [{name: c, template: lenient, ${pass("fromExpression: '1 +', raw: {data: x}, optional: true")}}]}}}
        `,
        templates: files,
      },
      want: {
        phases: {
          wf: 'Failed',
          'wf[0]': 'Failed',
          'wf[0].a': 'Succeeded',
          'wf[0].b': 'Error',
          'wf[0].b.c': 'Error',
        },
      },
    },
    {
      title: 'are passed to each iteration of a loop with a condition on its item',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: reader, withItems: [1, 2], when: '{{item}} > 1', ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[1].b(1:2)'] },
    },
    {
      title: 'are not resolved for a skipped step',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: reader, when: 'false', ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
        pods: { 'wf[0].a': { artifacts: [] } },
      },
      want: { phase: 'Succeeded', started: ['wf[0].a'] },
    },
    {
      title: 'in the arguments of the workflow reach the entrypoint',
      given: {
        main: 'inputs: {artifacts: [{name: f, path: /in}]}\ncontainer: {image: busybox}',
        spec: 'arguments: {artifacts: [{name: f, raw: {data: given}}]}',
      },
      want: { phase: 'Succeeded' },
    },
    {
      title: 'that a steps template declares but cannot resolve are an error, unless they are optional',
      given: {
        main: 'steps: [[{name: a, template: optional}], [{name: b, template: required}]]',
        templates: `
          - {name: optional, outputs: {artifacts: [{name: g, from: steps.x.outputs.artifacts.nope, optional: true}]}, steps: [[{name: x, template: leaf}]]}
          - {name: required, outputs: {artifacts: [{name: g, from: steps.x.outputs.artifacts.nope}]}, steps: [[{name: x, template: leaf}]]}
        `,
      },
      want: {
        phase: 'Failed',
        outputs: { 'wf[0].a': [] },
        messages: {
          'wf[1].b':
            'unable to resolve outputs from scope: Unable to resolve: "steps.x.outputs.artifacts.nope"',
        },
      },
    },
    {
      title: 'are an error if their expression returns something else',
      given: {
        main: `
          steps: [[{name: a, template: leaf}]]
          outputs: {artifacts: [{name: g, fromExpression: steps.a.status}]}
        `,
      },
      want: {
        phase: 'Error',
        message: expect.stringMatching(
          /^error in entry template execution: unable to resolve outputs from scope: .* is not an artifact$/,
        ) as never,
      },
    },
  ])('$title', expectPlay);

  test('append subPath to their key', () => {
    const { pods } = play({
      main: `steps: [[{name: a, template: file}], [{name: b, template: reader, ${pass("from: '{{steps.a.outputs.artifacts.f}}', subPath: '/{{workflow.name}}.txt'")}}]]`,
      templates: files,
    });
    expect(pods[1]?.request.template.inputs?.artifacts).toEqual([
      { name: 'f', path: '/in', s3: { key: 'wf[0].a/f/wf.txt' } },
    ]);
  });

  test('of a pod are recorded without trailing slashes in their path', () => {
    const { run } = play({ main: 'steps: [[{name: a, template: file}]]', templates: files });
    expect(nodeNamed(run, 'wf[0].a')?.fields.outputs?.artifacts).toEqual([
      { name: 'f', path: '/f', s3: { key: 'wf[0].a/f' } },
    ]);
  });
});
