import { describe, expect, test } from 'vitest';
import { workflowObject } from '../../src/semantics/status/workflow-status.ts';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

const says = (text: string): string => `container: {image: busybox, args: [${JSON.stringify(text)}]}`;
const metadata = '{labels: {team: red}, annotations: {note: a "b"}}';
const spec = '{priority: 5, serviceAccountName: runner, arguments: {parameters: [{name: p, value: x}]}}';

describe('variables of the workflow', () => {
  test.for([
    { text: '{{workflow.name}} {{workflow.namespace}} {{workflow.uid}}', want: 'wf default uid-1' },
    {
      text: '{{workflow.mainEntrypoint}} {{workflow.serviceAccountName}} {{workflow.priority}}',
      want: 'main runner 5',
    },
    { text: '{{workflow.labels.team}} {{workflow.annotations.note}}', want: 'red a "b"' },
    { text: '{{workflow.labels}} {{workflow.labels.json}}', want: '{"team":"red"} {"team":"red"}' },
    { text: '{{workflow.annotations.json}}', want: '{"note":"a \\"b\\""}' },
    { text: '{{workflow.parameters.p}} {{workflow.parameters}}', want: 'x [{"name":"p","value":"x"}]' },
    { text: '{{workflow.parameters.json}}', want: '[{"name":"p","value":"x"}]' },
    { text: '{{=workflow.parameters.p + workflow.name}}', want: 'xwf' },
    { text: '{{=keys(workflow.parameters) | sort() | join(" ")}}', want: 'json p' },
    {
      text: '{{workflow.creationTimestamp}} {{workflow.creationTimestamp.RFC3339}}',
      want: '1970-01-01T00:00:00Z 1970-01-01T00:00:00Z',
    },
    {
      text: '{{workflow.creationTimestamp.Y}}-{{workflow.creationTimestamp.m}}-{{workflow.creationTimestamp.d}} {{workflow.creationTimestamp.b}} {{workflow.creationTimestamp.A}}',
      want: '1970-01-01 Jan Thursday',
    },
    { text: '{{node.name}} {{pod.name}}', want: 'wf wf' },
    { text: '{{ workflow.name }}', want: 'wf' },
  ])('$text is $want', ({ text, want }) => {
    expectPlay({
      given: { main: says(text), metadata, spec },
      want: { phase: 'Succeeded', said: { wf: want } },
    });
  });

  test.for([
    '{{input.parameters.x}} {{workflows.name}} {{item}} {{retries}} {{outputs.foo}}',
    '{{workflow.scheduledTime}} {{workflow.creationTimestamp.QQ}} {{lastRetry.status}}',
    '{{ =1+1}} {{=inputs.parameters.nope}} {{=nothing("x")}}',
    '{{=workflow.name * 2}}',
  ])('%s has no value and stays as it is', (text) => {
    expectPlay({ given: { main: says(text) }, want: { phase: 'Succeeded', said: { wf: text } } });
  });

  test.for<Case>([
    {
      title: 'in parameters of the workflow are replaced once',
      given: {
        main: `inputs: {parameters: [{name: i, value: '{{workflow.parameters.b}}'}]}\n${says('{{inputs.parameters.i}}')}`,
        spec: "arguments: {parameters: [{name: a, value: '{{workflow.name}}'}, {name: b, value: '<{{workflow.parameters.a}}>'}]}",
      },
      want: { said: { wf: '<{{workflow.name}}>' } },
    },
    {
      title: 'in expressions of parameters are evaluated before inputs are bound',
      given: {
        main: 'steps: [[{name: a, template: say, arguments: {parameters: [{name: m, value: "{{workflow.parameters.b}}"}]}}]]',
        spec: "arguments: {parameters: [{name: a, value: '3'}, {name: b, value: '{{=asInt(workflow.parameters.a) * 2}}'}]}",
      },
      want: { said: { 'wf[0].a': '6' } },
    },
    {
      title: 'include status and duration',
      given: {
        main: 'steps: [[{name: a, template: leaf}], [{name: b, template: says}]]',
        templates: `- {name: says, ${says('{{workflow.status}} {{workflow.duration}}')}}`,
        pods: { 'wf[0].a': { takes: 2 } },
      },
      want: { said: { 'wf[1].b': 'Running 2.000000' } },
    },
    {
      title: 'with characters that Go escapes in a way that is not valid JSON make the spec invalid',
      given: {
        main: says('{{workflow.parameters.p}}'),
        spec: 'arguments: {parameters: [{name: p, value: "a\\u0007b"}]}',
      },
      want: {
        phase: 'Failed',
        message:
          'invalid spec: templates.main cannot finish template replacement because the result was invalid JSON',
        nodes: {},
      },
    },
    {
      title: 'in an expression that does not parse fail the entrypoint',
      given: { main: says('{{=1 +}}') },
      want: {
        phase: 'Error',
        message:
          'error in entry template execution: failed to evaluate expression: unexpected token EOF (1:3)\n | 1 +\n | ..^',
      },
    },
    {
      title: 'in an expression over steps that fails fail the group',
      given: {
        main: `
          steps:
          - - {name: a, template: say, arguments: {parameters: [{name: m, value: x}]}}
          - - {name: b, template: say, arguments: {parameters: [{name: m, value: '{{=steps.a.outputs.result * 2}}'}]}}
        `,
      },
      want: {
        phase: 'Failed',
        message:
          'failed to resolve references: failed to evaluate expression: invalid operation: string * int (1:24)\n | steps.a.outputs.result * 2\n | .......................^',
      },
    },
  ])('$title', expectPlay);
});

describe('the JSON of labels and annotations', () => {
  const own = '{"workflows.argoproj.io/completed":"false","workflows.argoproj.io/phase":"Running"}';
  const call = (text: string): string => `arguments: {parameters: [{name: m, value: '${text}'}]}`;
  test.for<Case>([
    {
      title: 'is null at first if the workflow has none, and then has what Argo adds',
      given: {
        main: `steps: [[{name: a, template: say, ${call('{{workflow.labels}} {{workflow.annotations.json}}')}}], [{name: b, template: say, ${call('{{workflow.labels.json}} {{workflow.annotations}}')}}]]`,
      },
      want: {
        said: {
          'wf[0].a': 'null null',
          'wf[1].b': `${own} {"workflows.argoproj.io/pod-name-format":"v2"}`,
        },
      },
    },
    {
      title: 'has those of workflowMetadata from the second pass on',
      given: {
        main: `steps: [[{name: a, template: say, ${call('{{workflow.labels}}')}}], [{name: b, template: say, ${call('{{workflow.labels}}')}}]]`,
        metadata: '{labels: {team: red}}',
        spec: 'workflowMetadata: {labels: {own: one}}',
      },
      want: {
        said: {
          'wf[0].a': '{"team":"red"}',
          'wf[1].b': `{"own":"one","team":"red",${own.slice(1)}`,
        },
      },
    },
  ])('$title', expectPlay);
});

describe('workflowMetadata', () => {
  test('adds labels and annotations to the object and to the variables', () => {
    const { run, pods } = play({
      main: says('{{workflow.labels.own}} {{workflow.annotations.note}} {{workflow.labels.calc}}'),
      spec: `
        arguments: {parameters: [{name: p, value: pv}]}
        workflowMetadata:
          labels: {own: one}
          annotations: {note: two}
          labelsFrom: {calc: {expression: "workflow.parameters.p + '-x'"}}
      `,
    });
    expect(pods[0]?.request.template.container?.args).toEqual(['one two pv-x']);
    expect(workflowObject(run).metadata).toMatchObject({
      labels: { own: 'one', calc: 'pv-x', 'workflows.argoproj.io/completed': 'true' },
      annotations: { note: 'two' },
    });
  });

  test.for([
    {
      given: "labelsFrom: {l: {expression: '1 + 1'}}",
      want: 'failed to evaluate label "l" expression "1 + 1" evaluted to int but must be a string',
    },
    {
      given: "labelsFrom: {l: {expression: '2.5'}}",
      want: 'failed to evaluate label "l" expression "2.5" evaluted to float64 but must be a string',
    },
    {
      given: "labelsFrom: {l: {expression: '[1]'}}",
      want: 'failed to evaluate label "l" expression "[1]" evaluted to []interface {} but must be a string',
    },
    {
      given: "labelsFrom: {l: {expression: '{a: 1}'}}",
      want: 'failed to evaluate label "l" expression "{a: 1}" evaluted to map[string]interface {} but must be a string',
    },
    {
      given: "labelsFrom: {l: {expression: 'nil'}}",
      want: 'failed to evaluate label "l" expression "nil" evaluted to <nil> but must be a string',
    },
    {
      given: "labelsFrom: {l: {expression: '1 +'}}",
      want: 'failed to compile function for expression "1 +": unexpected token EOF (1:3)\n | 1 +\n | ..^',
    },
    {
      given: 'labelsFrom: {l: {expression: \'string(int("x"))\'}}',
      want: 'failed to evaluate label "l" expression "string(int(\\"x\\"))": ',
    },
    {
      given: 'labelsFrom: {l: {expression: \'"not valid!"\'}}',
      want: 'invalid label value "not valid!" for label "l" and expression "\\"not valid!\\"": a valid label must be',
    },
    {
      given: `labels: {l: ${'x'.repeat(64)}}`,
      want: `invalid label value "${'x'.repeat(64)}" for label "l": must be no more than 63`,
    },
  ])('$given ends the workflow in an error', ({ given, want }) => {
    const { run } = play({ main: says(''), spec: `workflowMetadata: {${given}}` });
    expect(run).toMatchObject({ phase: 'Error', message: expect.stringContaining(want) });
    expect(run.nodes).toEqual({});
  });

  test('is checked after the spec', () => {
    expectPlay({
      given: {
        main: says('{{inputs.parameters.x}}'),
        spec: "workflowMetadata: {labelsFrom: {l: {expression: '1'}}}",
      },
      want: {
        phase: 'Failed',
        message: 'invalid spec: templates.main: failed to resolve {{inputs.parameters.x}}',
      },
    });
  });
});
