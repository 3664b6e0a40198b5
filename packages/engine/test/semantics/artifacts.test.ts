import { describe, expect, test } from 'vitest';
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
      title: 'go from step to step, and have the path of the input',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: reader, ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
      },
      want: { phase: 'Succeeded', said: { 'wf[1].b': '/in' }, outputs: { 'wf[0].a': ['f'] } },
    },
    {
      title: 'go through outputs and inputs of nested templates',
      given: {
        main: `steps: [[{name: a, template: inner}], [{name: b, template: outer, ${pass("from: '{{steps.a.outputs.artifacts.g}}'")}}]]`,
        templates: `${files}
  - {name: inner, outputs: {artifacts: [{name: g, from: '{{steps.x.outputs.artifacts.f}}'}]}, steps: [[{name: x, template: file}]]}
  - {name: outer, inputs: {artifacts: [{name: f}]}, steps: [[{name: x, template: reader, ${pass("from: '{{inputs.artifacts.f}}'")}}]]}`,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a[0].x', 'wf[1].b[0].x'] },
    },
    {
      title: 'may be picked by an expression',
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
      title: 'of a skipped step are missing where they are required',
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
      title: 'of a skipped step are left out where they are optional',
      given: {
        main: `steps: [[{name: a, template: file, when: 'false'}], [{name: b, template: lenient, ${pass("from: '{{steps.a.outputs.artifacts.f}}', optional: true")}}]]`,
        templates: files,
      },
      want: { phase: 'Succeeded', started: ['wf[1].b'] },
    },
    {
      title: 'of a skipped task are an error where they are required',
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
      title: 'of a skipped task are left out where they are optional',
      given: {
        main: `dag: {tasks: [{name: a, template: file, when: 'false'}, {name: b, template: lenient, dependencies: [a], ${pass("from: '{{tasks.a.outputs.artifacts.f}}', optional: true")}}]}`,
        templates: files,
      },
      want: { phase: 'Succeeded', started: ['wf.b'] },
    },
    {
      title: 'that were optional and not written may be left out by a step',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: lenient, ${pass("from: '{{steps.a.outputs.artifacts.f}}', optional: true")}}]]`,
        templates: files,
        pods: { 'wf[0].a': { artifacts: [] } },
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[1].b'] },
    },
    {
      title: 'that were not written end the steps where they are required',
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
      title:
        'that an argument picks by an expression are left out by a step where they are optional, not by a task',
      given: {
        main: `
          steps:
          - - {name: a, template: lenient, ${pass("fromExpression: '1 +', optional: true")}}
            - {name: b, inline: {dag: {tasks: [{name: c, template: lenient, ${pass("fromExpression: '1 +', optional: true")}}]}}}
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
      title: 'are passed to each iteration of a loop, whose condition reads its item',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: reader, withItems: [1, 2], when: '{{item}} > 1', ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[1].b(1:2)'] },
    },
    {
      title: 'are not asked for by a step that is skipped',
      given: {
        main: `steps: [[{name: a, template: file}], [{name: b, template: reader, when: 'false', ${pass("from: '{{steps.a.outputs.artifacts.f}}'")}}]]`,
        templates: files,
        pods: { 'wf[0].a': { artifacts: [] } },
      },
      want: { phase: 'Succeeded', started: ['wf[0].a'] },
    },
    {
      title: 'of the arguments of the workflow reach the entrypoint',
      given: {
        main: 'inputs: {artifacts: [{name: f, path: /in}]}\ncontainer: {image: busybox}',
        spec: 'arguments: {artifacts: [{name: f, raw: {data: given}}]}',
      },
      want: { phase: 'Succeeded' },
    },
    {
      title: 'that steps declare and cannot find are an error, unless they are optional',
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
      title: 'that an expression does not give are an error',
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

  test('take a part of what is at their key', () => {
    const { pods } = play({
      main: `steps: [[{name: a, template: file}], [{name: b, template: reader, ${pass("from: '{{steps.a.outputs.artifacts.f}}', subPath: '/{{workflow.name}}.txt'")}}]]`,
      templates: files,
    });
    expect(pods[1]?.request.template.inputs?.artifacts).toEqual([
      { name: 'f', path: '/in', s3: { key: 'wf[0].a/f/wf.txt' } },
    ]);
  });

  test('of a pod are noted without slashes at the end of their path', () => {
    const { run } = play({ main: 'steps: [[{name: a, template: file}]]', templates: files });
    expect(run.nodesByName.get('wf[0].a')?.fields.outputs?.artifacts).toEqual([
      { name: 'f', path: '/f', s3: { key: 'wf[0].a/f' } },
    ]);
  });
});
