import { describe, expect, test } from 'vitest';
import { nodeNamed } from '../../src/state/tree/find-node.ts';
import { play } from './play.ts';
import { type Case, expectPlay } from './shown.ts';

const said = (text: string): string => `container: {image: busybox, args: ['${text}']}`;
const library = (kind: string, text: string): string => `
kind: ${kind}
metadata: {name: lib}
spec:
  arguments: {parameters: [{name: p, value: not taken}]}
  templateDefaults: {timeout: 1s}
  templates:
  - name: twice
    steps: [[{name: a, template: once}, {name: b, template: once}]]
  - name: once
    ${said(text)}
`;

describe('a templateRef', () => {
  test.for<Case>([
    {
      title: 'resolves its calls in its own object, with the variables of the workflow',
      given: {
        main: 'steps: [[{name: a, templateRef: {name: lib, template: twice}}]]',
        templates: `- {name: once, ${said('not this one')}}`,
        spec: 'arguments: {parameters: [{name: p, value: of the workflow}]}',
        objects: library('WorkflowTemplate', '{{workflow.parameters.p}}'),
        pods: { 'wf[0].a[0].a': { takes: 5 } },
      },
      want: {
        phase: 'Succeeded',
        said: { 'wf[0].a[0].a': 'of the workflow', 'wf[0].a[0].b': 'of the workflow' },
      },
    },
    {
      title: 'can refer to a ClusterWorkflowTemplate',
      given: {
        main: 'dag: {tasks: [{name: a, templateRef: {name: lib, template: once, clusterScope: true}}]}',
        objects: `${library('WorkflowTemplate', 'near')}---${library('ClusterWorkflowTemplate', 'far')}`,
      },
      want: { said: { 'wf.a': 'far' } },
    },
    {
      title: 'can contain tags',
      given: {
        main: "steps: [[{name: a, templateRef: {name: '{{workflow.parameters.lib}}', template: '{{item}}'}, withItems: [once, twice]}]]",
        spec: 'arguments: {parameters: [{name: lib, value: lib}]}',
        objects: library('WorkflowTemplate', 'x'),
      },
      want: {
        phase: 'Succeeded',
        started: ['wf[0].a(0:once)', 'wf[0].a(1:twice)[0].a', 'wf[0].a(1:twice)[0].b'],
      },
    },
    {
      title: 'must exist before the run if it has no tags',
      given: {
        main: 'steps: [[{name: a, templateRef: {name: lib, template: nope}}]]',
        objects: library('WorkflowTemplate', 'x'),
      },
      want: {
        phase: 'Failed',
        message: 'invalid spec: templates.main.steps[0].a template reference lib.nope not found',
        nodes: {},
      },
    },
    {
      title: 'to a missing template fails the step whose item names it',
      given: {
        main: "steps: [[{name: a, templateRef: {name: lib, template: '{{item}}'}, withItems: [nope]}]]",
        objects: library('WorkflowTemplate', 'x'),
      },
      want: {
        phase: 'Failed',
        messages: { 'wf[0].a(0:nope)': 'template nope not found in workflow template lib' },
      },
    },
    {
      title: 'to a missing template does no harm if the step is skipped',
      given: {
        main: "steps: [[{name: a, templateRef: {name: lib, template: '{{item}}'}, withItems: [nope], when: 'false'}]]",
        objects: library('WorkflowTemplate', 'x'),
      },
      want: { phase: 'Succeeded', messages: { 'wf[0].a(0:nope)': "when 'false' evaluated false" } },
    },
    {
      title: 'to a missing ClusterWorkflowTemplate fails the step whose item names it',
      given: {
        main: "steps: [[{name: a, templateRef: {name: '{{item}}', template: t, clusterScope: true}, withItems: [nope]}]]",
      },
      want: { phase: 'Failed', messages: { 'wf[0].a(0:nope)': 'cluster workflow template nope not found' } },
    },
  ])('$title', expectPlay);

  test('is recorded on each node with the scope of the call', () => {
    const { run } = play({
      main: 'steps: [[{name: a, templateRef: {name: lib, template: twice}}, {name: b, inline: {container: {image: busybox}}}]]',
      objects: library('WorkflowTemplate', 'x'),
    });
    const origin = (name: string): object => {
      const { templateName, templateRef, templateScope } = nodeNamed(run, name)?.fields ?? {};
      return { templateName, templateRef, templateScope };
    };
    expect(origin('wf[0].a')).toEqual({
      templateRef: { name: 'lib', template: 'twice' },
      templateScope: 'local/wf',
    });
    expect(origin('wf[0].a[0].b')).toEqual({ templateName: 'once', templateScope: 'namespaced/lib' });
    expect(origin('wf[0].b')).toEqual({ templateScope: 'local/wf' });
    expect(origin('wf[0]')).toEqual({ templateScope: 'local/wf' });
  });
});

describe('a workflowTemplateRef', () => {
  const template = `
kind: WorkflowTemplate
metadata: {name: lib}
spec:
  entrypoint: main
  onExit: bye
  arguments: {parameters: [{name: p, value: below}, {name: r, value: below, enum: [below, above]}]}
  templates:
  - {name: main, ${said('{{workflow.parameters.p}} {{workflow.parameters.r}}')}}
  - {name: other, ${said('other')}}
  - {name: bye, ${said('{{workflow.status}}')}}
`;
  const referring = (spec: string): string => `{workflowTemplateRef: {name: lib}, ${spec}}`;

  test.for<Case>([
    {
      title: 'takes templates, entrypoint, exit handler and arguments from it',
      given: { spec: referring(''), objects: template },
      want: { phase: 'Succeeded', said: { wf: 'below below', 'wf.onExit': 'Succeeded' } },
    },
    {
      title: 'can override the entrypoint',
      given: {
        spec: referring('entrypoint: other, arguments: {parameters: [{name: r, value: above}]}'),
        objects: template,
      },
      want: { said: { wf: 'other' } },
    },
    {
      title: 'can override single arguments',
      given: {
        spec: referring('arguments: {parameters: [{name: r, value: above}]}'),
        objects: template,
        parameters: { p: 'given' },
      },
      want: { said: { wf: 'given above' } },
    },
    {
      title: 'can refer to a ClusterWorkflowTemplate',
      given: {
        spec: '{workflowTemplateRef: {name: lib, clusterScope: true}}',
        objects: template.replace('WorkflowTemplate', 'ClusterWorkflowTemplate'),
      },
      want: { phase: 'Succeeded' },
    },
    {
      title: 'to a missing object ends the workflow in an error',
      given: { spec: '{workflowTemplateRef: {name: nope}}' },
      want: { phase: 'Error', message: 'workflowtemplates.argoproj.io "nope" not found', nodes: {} },
    },
  ])('$title', ({ given, want }) => expectPlay({ given: { ...given, bare: true }, want }));
});

describe('templateDefaults', () => {
  test.for<Case>([
    {
      title: 'apply to every template of their kind',
      given: {
        main: 'steps: [[{name: a, template: c}, {name: b, template: s}]]',
        templates: `
          - {name: c, container: {args: [own]}}
          - {name: s, script: {image: busybox, args: [script], source: ''}}
        `,
        spec: 'templateDefaults: {container: {image: busybox, args: [standard], command: [echo]}}',
      },
      want: { phase: 'Succeeded', said: { 'wf[0].a': 'own', 'wf[0].b': 'script' } },
    },
    {
      title: 'apply to the entrypoint and to templates of other objects',
      given: {
        main: 'steps: [[{name: a, templateRef: {name: lib, template: t}}]]',
        spec: 'templateDefaults: {retryStrategy: {limit: 1}}',
        objects:
          '{kind: WorkflowTemplate, metadata: {name: lib}, spec: {templates: [{name: t, container: {image: busybox, command: ["false"]}}]}}',
      },
      want: { started: ['wf(0)[0].a(0)', 'wf(0)[0].a(1)', 'wf(1)[0].a(0)', 'wf(1)[0].a(1)'] },
    },
  ])('$title', expectPlay);

  test('are merged by field, and lists by the name of their items', () => {
    const { pods } = play({
      main: `
        metadata: {labels: {own: a}}
        container: {image: own, env: [{name: B, value: own}, {name: C, value: own}], args: [own]}
        volumes: [{name: v, emptyDir: {}}]
      `,
      spec: `
        templateDefaults:
          metadata: {labels: {own: b, standard: c}}
          container: {image: standard, command: [echo], env: [{name: A, value: standard}, {name: B, value: standard}], args: [x, z]}
          volumes: [{name: w, emptyDir: {}}]
          timeout: 5s
      `,
    });
    expect(pods[0]?.request.template).toEqual({
      name: 'main',
      metadata: { labels: { own: 'a', standard: 'c' } },
      container: {
        image: 'own',
        command: ['echo'],
        args: ['own'],
        env: [
          { name: 'B', value: 'own' },
          { name: 'C', value: 'own' },
          { name: 'A', value: 'standard' },
        ],
      },
      volumes: [
        { name: 'v', emptyDir: {} },
        { name: 'w', emptyDir: {} },
      ],
      timeout: '5s',
    });
    expect(pods[0]?.request.deadline).toBe(5000);
  });
});
