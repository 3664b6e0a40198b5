import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const say = (value: string): string => `template: say, arguments: {parameters: [{name: m, value: ${value}}]}`;

describe('aggregated outputs of a loop', () => {
  const after = (field: string): string =>
    `steps: [[{name: a, template: make, withParam: '{{workflow.parameters.items}}', arguments: {parameters: [{name: m, value: '{{item}}'}]}}], [{name: b, ${say(`'{{steps.a.outputs.${field}}}'`)}}]]`;
  const over = (items: string): string => `arguments: {parameters: [{name: items, value: '${items}'}]}`;

  test.for<Case>([
    {
      title: 'list the results as JSON values',
      given: { main: after('result'), spec: over('[1, "{\\"k\\": [1.50, \\"<\\"]}", true]') },
      want: { said: { 'wf[1].b': '[1,{"k":[1.50,"\\u003c"]},true]' } },
    },
    {
      title: 'list the values of a parameter as strings',
      given: { main: after('parameters.o'), spec: over('[1, "x", true]') },
      want: { said: { 'wf[1].b': '["1","x","true"]' } },
    },
    {
      title: 'list the values of a parameter as objects and lists if all of them are',
      given: { main: after('parameters.o'), spec: over('["{\\"k\\": 1}", "[2, 3]"]') },
      want: { said: { 'wf[1].b': '[{"k":1},[2,3]]' } },
    },
    {
      title: 'list all parameters of each iteration',
      given: { main: after('parameters'), spec: over('[1, "x"]') },
      want: { said: { 'wf[1].b': '[{"o":"1"},{"o":"x"}]' } },
    },
    {
      title: 'leave out iterations that failed',
      given: {
        main: `
          steps:
          - - {name: a, template: make, withItems: [1, 2, 3], arguments: {parameters: [{name: m, value: '{{item}}'}]}, continueOn: {failed: true}}
          - - {name: b, ${say("'{{steps.a.outputs.parameters.o}} {{steps.a.outputs.result}} {{steps.a.status}}'")}}
        `,
        pods: { 'wf[0].a(1:2)': { phase: 'Failed', message: 'main: Error (exit code 1)' } },
      },
      want: { said: { 'wf[1].b': '["1","3"] [1,3] Succeeded' } },
    },
    {
      title: 'use the last attempt of each iteration',
      given: {
        main: `
          steps:
          - - {name: a, template: again, withItems: [1, 2]}
          - - {name: b, ${say("'{{steps.a.outputs.parameters.o}}'")}}
        `,
        templates: `
          - name: again
            retryStrategy: {limit: 1}
            outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}
            container: {image: busybox, command: [echo], args: ['{{retries}}']}
        `,
        pods: { 'wf[0].a(0:1)(0)': { phase: 'Failed', message: 'main: Error (exit code 1)' } },
      },
      want: { said: { 'wf[1].b': '["1","0"]' } },
    },
    {
      title: 'work the same way for tasks',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: make, withItems: [x, z], arguments: {parameters: [{name: m, value: '{{item}}'}]}}
            - {name: b, ${say("'{{tasks.a.outputs.parameters.o}} {{tasks.a.outputs.parameters}}'")}, dependencies: [a]}
        `,
      },
      want: { said: { 'wf.b': '["x","z"] [{"o":"x"},{"o":"z"}]' } },
    },
    {
      title: 'end the workflow in an error, without an exit handler, if a result of a step is not JSON',
      given: { main: after('result'), spec: `${over('["red"]')}\nonExit: leaf` },
      want: {
        phase: 'Error',
        message: "error in entry template execution: invalid character 'r' looking for beginning of value",
        nodes: {
          wf: "Steps Error: invalid character 'r' looking for beginning of value",
          'wf[0]': 'StepGroup Succeeded',
          'wf[0].a(0:red)': 'Pod Succeeded',
        },
      },
    },
    {
      title: 'end the dag and the workflow in an error if a result of a task is not JSON',
      given: {
        main: `
          dag:
            tasks:
            - {name: a, template: say, withItems: [red], arguments: {parameters: [{name: m, value: '{{item}}'}]}}
            - {name: b, ${say("'{{tasks.a.outputs.result}}'")}, dependencies: [a]}
        `,
      },
      want: {
        phase: 'Error',
        message: "error in entry template execution: invalid character 'r' looking for beginning of value",
        nodes: {
          wf: "DAG Error: invalid character 'r' looking for beginning of value",
          'wf.a': 'TaskGroup Succeeded',
          'wf.a(0:red)': 'Pod Succeeded',
          'wf.b': "Skipped Error: invalid character 'r' looking for beginning of value",
        },
      },
    },
  ])('$title', expectPlay);
});
