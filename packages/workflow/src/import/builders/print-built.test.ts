import { expect, test } from 'vitest';
import { importYaml } from '../import-yaml.ts';

/** A workflow with the given templates; the first is the entrypoint. */
function workflow(templates: string, more = ''): string {
  const indented = templates.replaceAll(/^(?=.)/gm, '    ');
  const first = /name: ([\w-]+)/.exec(templates)?.[1];
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: w-}
spec:
  entrypoint: ${first}
${more}  templates:
${indented}`;
}

const echo = `- name: echo
  inputs: {parameters: [{name: text}]}
  outputs: {parameters: [{name: size, valueFrom: {path: /tmp/size}}], artifacts: [{name: file, path: /tmp/file}]}
  container: {image: busybox, command: [sh], args: ["{{inputs.parameters.text}} > {{outputs.artifacts.file.path}}"]}
`;

test.for([
  {
    title: 'pods: inputs, files, and what a literal holds elsewhere',
    file: 'pods',
    given: workflow(`${echo}- name: wait
  inputs: {parameters: [{name: time, default: "5"}]}
  suspend: {duration: "{{inputs.parameters.time}}"}
- name: read
  inputs: {artifacts: [{name: in-file, path: /tmp/in}]}
  retryStrategy: {limit: 2}
  script: {image: node, command: [node], source: "read('{{inputs.artifacts.in-file.path}}', \`$\{x}\`, '{{ inputs.parameters.y }}')"}
`),
  },
  {
    title: 'a dag: outputs, dependencies, recursion, what it gives',
    file: 'dag',
    given: workflow(`- name: main
  dag:
    tasks:
      # Comes first.
      - {name: first, template: echo, arguments: {parameters: [{name: text, value: x}]}}
      - {name: second, template: echo, dependencies: [first], arguments: {parameters: [{name: text, value: "{{tasks.first.outputs.parameters.size}} of {{workflow.name}}"}]}}
      - {name: third, template: use, dependencies: [second, first], arguments: {artifacts: [{name: file, from: "{{tasks.second.outputs.artifacts.file}}"}]}}
      - {name: again, template: main, depends: "third.Failed", when: "{{tasks.third.exitCode}} == 3"}
  outputs:
    parameters: [{name: size, valueFrom: {parameter: "{{tasks.first.outputs.parameters.size}}"}}, {name: sum, valueFrom: {expression: "tasks.first.status"}}]
    artifacts: [{name: file, from: "{{tasks.second.outputs.artifacts.file}}"}]
- name: use
  inputs: {artifacts: [{name: file, path: /tmp/in}]}
  container: {image: busybox, command: [cat, "{{inputs.artifacts.file.path}}"]}
${echo}`),
  },
  {
    title: 'steps: side by side, loops, a template of another object',
    file: 'steps',
    given: workflow(
      `- name: main
  inputs: {parameters: [{name: names}]}
  steps:
    - - {name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}
      - {name: b, template: echo, arguments: {parameters: [{name: text, value: z}]}}
    - - name: each
        template: echo
        withParam: "{{inputs.parameters.names}}"
        arguments: {parameters: [{name: text, value: "{{item.first-name}} {{steps.a.outputs.result}}"}]}
    - - name: far
        templateRef: {name: library, template: send, clusterScope: true}
        arguments: {parameters: [{name: to, value: "{{workflow.parameters.to}}"}]}
    - - {name: last, template: echo, arguments: {parameters: [{name: text, value: "{{steps.far.outputs.parameters.id}}"}]}}
${echo}`,
      '  arguments: {parameters: [{name: names}, {name: to, value: me}]}\n',
    ),
  },
  {
    title: 'templates that call each other',
    file: 'circle',
    given: workflow(
      `- name: ping
  steps: [[{name: d, template: pong}]]
- name: pong
  steps: [[{name: d, template: ping, when: "1 == 2"}]]
`,
      '  onExit: pong\n',
    ),
  },
])('$title', async ({ file, given }) => {
  const { code, objects } = importYaml(given);
  expect(objects[0]?.misfits).toEqual([]);
  await expect(code).toMatchFileSnapshot(`../../../test/golden/imported-${file}.txt`);
});

test.for([
  {
    title: 'a template in place',
    given: '- name: main\n  dag: {tasks: [{name: a, inline: {container: {image: b}}}]}',
  },
  { title: 'an empty field', given: '- name: main\n  inputs: {}\n  container: {image: b}' },
  {
    title: 'a parameter and an artifact of one name',
    given:
      '- name: main\n  inputs: {parameters: [{name: a}], artifacts: [{name: a, path: /a}]}\n  container: {image: b}',
  },
  {
    title: 'a task that uses what a later one gives',
    given: `- name: main
  dag:
    tasks:
      - {name: b, template: echo, dependencies: [a], arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}}
      - {name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}
${echo}`,
  },
  {
    title: 'a task that waits for less than it uses',
    given: `- name: main
  dag:
    tasks:
      - {name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}
      - {name: b, template: echo, dependencies: [a], arguments: {parameters: [{name: text, value: x}]}}
      - {name: c, template: echo, dependencies: [b], arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}}
${echo}`,
  },
  {
    title: 'an argument that the template has not',
    given: `- name: main
  steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, value: x}, {name: more, value: y}]}}]]
${echo}`,
  },
])('stays a literal: $title', ({ given }) => {
  const { code } = importYaml(workflow(given));
  expect(code).toMatch(/^import .*workflow.* from '@tiphys\/workflow';$/m);
  expect(code).not.toMatch(/\b(?:specFrom|templatesOf|container)\(/);
});

test('literals are written where they are asked for', () => {
  expect(importYaml(workflow(echo), { style: 'literals' }).code).toContain(
    "templates: [\n      {\n        name: 'echo',",
  );
});
