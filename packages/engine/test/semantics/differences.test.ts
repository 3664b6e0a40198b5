import { describe, test } from 'vitest';
import { type Case, expectPlay } from './shown.ts';

const artifactTemplates = `
- {name: gives, outputs: {artifacts: [{name: f, path: /f, optional: true}]}, container: {image: busybox, command: ['true']}}
- {name: takes, inputs: {artifacts: [{name: f, path: /f}]}, container: {image: busybox, command: ['true']}}
`;

// What Argo does although one might expect something else.
describe('details of Argo', () => {
  test.for<Case>([
    {
      title: 'an optional artifact of steps that was not written counts as supplied',
      given: {
        main: "steps: [[{name: a, template: gives}], [{name: b, template: takes, arguments: {artifacts: [{name: f, from: '{{steps.a.outputs.artifacts.f}}', optional: true}]}}]]",
        templates: artifactTemplates,
        pods: { 'wf[0].a': { artifacts: [] } },
      },
      want: { phase: 'Succeeded', started: ['wf[0].a', 'wf[1].b'] },
    },
    {
      title: 'a dag leaves such an artifact out',
      given: {
        main: "dag: {tasks: [{name: a, template: gives}, {name: b, template: takes, depends: a, arguments: {artifacts: [{name: f, from: '{{tasks.a.outputs.artifacts.f}}', optional: true}]}}]}",
        templates: artifactTemplates,
        pods: { 'wf.a': { artifacts: [] } },
      },
      want: {
        phase: 'Error',
        messages: { 'wf.b': "task 'wf.b' errored: inputs.artifacts.f was not supplied" },
      },
    },
    {
      title: 'a hook without an expression ends the dag if its task is a target',
      given: { main: 'dag: {tasks: [{name: a, template: leaf, hooks: {h: {template: leaf}}}]}' },
      want: {
        phase: 'Error',
        message: 'error in entry template execution: Expression required for hook wf.a.hooks.h',
      },
    },
    {
      title: 'and fails only the task otherwise',
      given: {
        main: 'dag: {tasks: [{name: a, template: leaf, hooks: {h: {template: leaf}}}, {name: b, template: leaf, depends: a.Errored}]}',
      },
      want: { phase: 'Succeeded', messages: { 'wf.a': 'Expression required for hook wf.a.hooks.h' } },
    },
    {
      title: 'nothing can depend on the loop of an inline template in a dag',
      given: {
        main: "dag: {tasks: [{name: a, withItems: [1, 2], inline: {container: {image: busybox, command: ['true']}}}, {name: b, template: leaf, depends: a}]}",
      },
      want: {
        phase: 'Error',
        message: 'error in entry template execution: failed to get a template',
        messages: { 'wf.b': 'failed to get a template' },
      },
    },
    {
      title: 'nor can a step come after one',
      given: {
        main: "steps: [[{name: a, withItems: [1, 2], inline: {container: {image: busybox, command: ['true']}}}], [{name: b, template: leaf}]]",
      },
      want: { phase: 'Error', message: 'error in entry template execution: failed to get a template' },
    },
    {
      title: 'workflow.status is empty when the first nodes start, and Running afterwards',
      given: {
        main: "steps: [[{name: a, template: say, arguments: {parameters: [{name: m, value: '<{{workflow.status}}>'}]}}], [{name: b, template: say, arguments: {parameters: [{name: m, value: '<{{workflow.status}}>'}]}}]]",
      },
      want: { phase: 'Succeeded', said: { 'wf[0].a': '<>', 'wf[1].b': '<Running>' } },
    },
    {
      title: 'nested maps of withItems have sorted keys',
      given: {
        main: "steps: [[{name: a, template: say, withItems: [{k: {z: 1, b: [{d: 1, c: 2}]}}], arguments: {parameters: [{name: m, value: '{{item.k}}'}]}}]]",
      },
      want: {
        said: { 'wf[0].a(0:k:{"b":[{"c":2,"d":1}],"z":1})': '{"b":[{"c":2,"d":1}],"z":1}' },
      },
    },
    {
      title: 'a suspended node takes its choices from the value of an input',
      given: {
        main: `steps: [[{name: a, template: ask, arguments: {parameters: [{name: m, value: '{"enum": ["x", 2]}'}]}}]]`,
        templates: '- {name: ask, inputs: {parameters: [{name: m}]}, suspend: {duration: 1s}}',
      },
      want: { phase: 'Succeeded', inputs: { 'wf[0].a': ['m={"enum": ["x", 2]}'] } },
    },
  ])('$title', expectPlay);
});
