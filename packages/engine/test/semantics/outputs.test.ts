import { describe, test } from 'vitest';
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

describe('output parameters of steps and dags', () => {
  const inner = (parameter: string): string =>
    `- {name: inner, inputs: {parameters: [{name: i, default: iv}]}, outputs: {parameters: [{name: r, ${parameter}}]}, steps: [[{name: a, template: make}, {name: b, template: make, when: 'false'}]]}`;

  test.for([
    { parameter: "valueFrom: {parameter: '{{steps.a.outputs.parameters.o}}'}", want: 'made' },
    { parameter: 'valueFrom: {parameter: steps.a.outputs.parameters.o}', want: 'made' },
    { parameter: 'valueFrom: {parameter: steps.a.outputs.parameters.nope, default: 7}', want: '7' },
    {
      parameter: 'valueFrom: {expression: "steps.a.outputs.parameters.o + steps.a.status"}',
      want: 'madeSucceeded',
    },
    { parameter: 'valueFrom: {expression: "inputs.parameters.i"}', want: 'iv' },
    { parameter: 'valueFrom: {expression: "workflow.name", default: unknown}', want: 'unknown' },
    { parameter: 'valueFrom: {expression: "1 +", default: fallback}', want: 'fallback' },
    { parameter: 'valueFrom: {expression: "{a: 1}"}', want: 'map[a:1]' },
    { parameter: 'valueFrom: {expression: "[1, 2.5]"}', want: '[1 2.5]' },
    { parameter: 'valueFrom: {expression: "steps.b.outputs.parameters.o ?? \'none\'"}', want: 'none' },
    { parameter: "valueFrom: {parameter: '{{steps.b.outputs.parameters.o}}', default: dd}", want: 'dd' },
    { parameter: 'valueFrom: {expression: "steps.b.outputs.parameters.o", default: dd}', want: 'dd' },
  ])('$parameter is $want', ({ parameter, want }) => {
    expectPlay({
      given: {
        main: `
          steps:
          - - {name: x, template: inner}
          - - {name: c, template: say, arguments: {parameters: [{name: m, value: '{{steps.x.outputs.parameters.r}}'}]}}
        `,
        templates: inner(parameter),
      },
      want: { phase: 'Succeeded', said: { 'wf[1].c': want }, outputs: { 'wf[0].x': [`r=${want}`] } },
    });
  });

  test.for([
    {
      parameter: "valueFrom: {parameter: 'steps.a.outputs.parameters.nope'}",
      want: 'Unable to resolve: "steps.a.outputs.parameters.nope"',
    },
    { parameter: 'value: literal', want: 'output parameters must have a valueFrom specified' },
    {
      parameter: "valueFrom: {parameter: '{{steps.b.outputs.parameters.o}}'}",
      want: 'output parameter "r": "{{steps.b.outputs.parameters.o}}" is an absent optional (skipped/omitted node output with no default)',
    },
    {
      parameter: 'valueFrom: {expression: "steps.b.outputs.parameters.o"}',
      want: 'output parameter "r": "steps.b.outputs.parameters.o" is an absent optional (skipped/omitted node output with no default)',
    },
  ])('$parameter is an error of the template', ({ parameter, want }) => {
    expectPlay({
      given: { main: 'steps: [[{name: x, template: inner}]]', templates: inner(parameter) },
      want: {
        phase: 'Failed',
        message: `step group deemed errored due to child wf[0].x error: ${want}`,
        messages: { 'wf[0].x': want },
      },
    });
  });

  test.for<Case>([
    {
      title: 'of the entrypoint that do not resolve end the workflow in an error',
      given: {
        main: `
          steps: [[{name: a, template: leaf}]]
          outputs: {parameters: [{name: r, valueFrom: {parameter: steps.nope.outputs.parameters.o}}]}
        `,
      },
      want: {
        phase: 'Error',
        message: 'error in entry template execution: Unable to resolve: "steps.nope.outputs.parameters.o"',
      },
    },
    {
      title: 'of a dag can refer to all its tasks',
      given: {
        main: 'dag: {tasks: [{name: x, template: inner}, {name: c, template: say, dependencies: [x], arguments: {parameters: [{name: m, value: "{{tasks.x.outputs.parameters.r}}"}]}}]}',
        templates: `
          - name: inner
            outputs: {parameters: [{name: r, valueFrom: {parameter: '{{tasks.a.outputs.parameters.o}}'}}]}
            dag: {tasks: [{name: a, template: make}, {name: b, template: leaf, dependencies: [a]}]}
        `,
      },
      want: { said: { 'wf.c': 'made' } },
    },
    {
      title: 'of a dag that do not resolve are an error of the dag',
      given: {
        main: `
          dag: {tasks: [{name: a, template: leaf}]}
          outputs: {parameters: [{name: r, valueFrom: {parameter: tasks.nope.outputs.parameters.o}}]}
        `,
      },
      want: { phase: 'Error', messages: { wf: 'Unable to resolve: "tasks.nope.outputs.parameters.o"' } },
    },
    {
      title: 'are not set if the steps failed',
      given: {
        main: `
          steps: [[{name: a, template: make}], [{name: b, template: fail}]]
          outputs: {parameters: [{name: r, valueFrom: {parameter: '{{steps.a.outputs.parameters.o}}'}}]}
        `,
      },
      want: { phase: 'Failed', outputs: { wf: [] } },
    },
  ])('$title', expectPlay);
});

describe('results', () => {
  test.for<Case>([
    {
      title: 'are captured if the template around a step refers to them',
      given: {
        main: `
          steps:
          - - {name: a, template: say, arguments: {parameters: [{name: m, value: x}]}}
            - {name: b-1, template: say, arguments: {parameters: [{name: m, value: z}]}}
            - {name: c, template: say, arguments: {parameters: [{name: m, value: w}]}}
          - - {name: d, template: say, arguments: {parameters: [{name: m, value: "{{steps.a.outputs.result}} {{=steps['b-1'].outputs.result}}"}]}}
        `,
      },
      want: {
        said: { 'wf[1].d': 'x z' },
        outputs: { 'wf[0].a': ['result=x'], 'wf[0].b-1': ['result=z'], 'wf[0].c': [] },
      },
    },
    {
      title: 'are not captured for the entrypoint',
      given: { main: 'container: {image: busybox, command: [echo, x]}' },
      want: { outputs: { wf: [] } },
    },
    {
      title: 'are also captured for a failed step',
      given: {
        main: `
          steps:
          - - {name: a, template: say, arguments: {parameters: [{name: m, value: x}]}, continueOn: {failed: true}}
          - - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{steps.a.outputs.result}} {{steps.a.exitCode}}'}]}}
        `,
        pods: { 'wf[0].a': { phase: 'Failed', message: 'main: Error (exit code 3)', exitCode: '3' } },
      },
      want: { said: { 'wf[1].b': 'x 3' } },
    },
  ])('$title', expectPlay);
});

describe('global outputs', () => {
  const globals = `
  - name: g
    inputs: {parameters: [{name: m, default: global}]}
    outputs: {parameters: [{name: o, globalName: glob, valueFrom: {path: /o}}], artifacts: [{name: f, globalName: file, path: /f}]}
    container: {image: busybox, command: [echo], args: ['{{inputs.parameters.m}}']}
  `;
  test.for<Case>([
    {
      title: 'are available to later steps and to the exit handler',
      given: {
        main: `
          steps:
          - - {name: a, template: g}
          - - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{workflow.outputs.parameters.glob}}'}]}}
            - {name: c, template: reader, arguments: {artifacts: [{name: f, from: '{{workflow.outputs.artifacts.file}}'}]}}
        `,
        templates: globals + files,
        spec: "hooks: {exit: {template: say, arguments: {parameters: [{name: m, value: 'at last {{workflow.outputs.parameters.glob}}'}]}}}",
      },
      want: {
        phase: 'Succeeded',
        global: ['glob=global', 'file'],
        said: { 'wf[1].b': 'global', 'wf.onExit': 'at last global' },
      },
    },
    {
      title: 'are replaced by later values',
      given: {
        main: `
          steps:
          - - {name: a, template: g, arguments: {parameters: [{name: m, value: first}]}}
          - - {name: b, template: g, arguments: {parameters: [{name: m, value: second}]}}
        `,
        templates: globals,
      },
      want: { global: ['glob=second', 'file'] },
    },
    {
      title: 'can be outputs of a steps template',
      given: {
        main: `
          steps: [[{name: a, template: make}]]
          outputs: {parameters: [{name: r, globalName: out, valueFrom: {parameter: '{{steps.a.outputs.parameters.o}}'}}]}
        `,
      },
      want: { global: ['out=made'] },
    },
    {
      title: 'can be used in outputs of a steps template',
      given: {
        main: `
          steps: [[{name: a, template: g}]]
          outputs: {parameters: [{name: r, valueFrom: {parameter: '{{workflow.outputs.parameters.glob}}'}}]}
        `,
        templates: globals,
      },
      want: { outputs: { wf: ['r=global'] } },
    },
    {
      title: 'of a dag itself count only inside another dag',
      given: {
        main: 'dag: {tasks: [{name: a, template: inner}]}\noutputs: {parameters: [{name: r, globalName: outer, valueFrom: {parameter: "{{tasks.a.outputs.parameters.r}}"}}]}',
        templates: `
          - name: inner
            dag: {tasks: [{name: x, template: make}]}
            outputs: {parameters: [{name: r, globalName: inner, valueFrom: {parameter: '{{tasks.x.outputs.parameters.o}}'}}]}
        `,
      },
      want: { outputs: { wf: ['r=made'] }, global: ['inner=made'] },
    },
    {
      title: 'of a suspended step are those that node set supplies',
      given: {
        main: 'steps: [[{name: a, template: ask}]]',
        templates:
          '- {name: ask, suspend: {}, outputs: {parameters: [{name: x, globalName: gx, valueFrom: {supplied: {}}}, {name: z, globalName: gz, valueFrom: {supplied: {}, default: d}}]}}',
        events: [
          { kind: 'setNode', at: 1, nodeId: 'wf[0].a', parameters: { x: 'given' } },
          { kind: 'resume', at: 2, values: {} },
        ],
      },
      want: { outputs: { 'wf[0].a': ['x=given', 'z=d'] }, global: ['gx=given'] },
    },
    {
      title: 'in a dag are set when it succeeds',
      given: { main: 'dag: {tasks: [{name: a, template: g}]}', templates: globals },
      want: { phase: 'Succeeded', global: ['glob=global', 'file'] },
    },
  ])('$title', expectPlay);
});
