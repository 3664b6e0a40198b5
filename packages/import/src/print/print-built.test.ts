import { expect, test } from 'vitest';
import { echo, workflow } from '../../test/workflow-texts.ts';
import { importYaml } from '../import-yaml.ts';

test.for([
  {
    title: 'pods: inputs, files, and other fields',
    file: 'pods',
    given: workflow(`${echo}- name: wait
  inputs: {parameters: [{name: time, default: "5"}]}
  suspend: {duration: "{{inputs.parameters.time}}"}
- name: read
  inputs: {artifacts: [{name: in-file, path: /tmp/in}]}
  retryStrategy: {limit: 2}
  script: {image: node, command: [node], source: "read('{{inputs.artifacts.in-file.path}}', \`$\{x}\`, '{{ workflow.name }}')"}
`),
  },
  {
    title: 'a dag: inputs, dependencies, recursion and outputs',
    file: 'dag',
    given: workflow(`- name: main
  dag:
    tasks:
      # Comes first.
      - {name: first, template: echo, arguments: {parameters: [{name: text, value: x}]}}
      - {name: second, template: echo, dependencies: [first], arguments: {parameters: [{name: text, value: "{{tasks.first.outputs.parameters.size}} of {{workflow.name}}"}]}}
      - {name: third, template: use, dependencies: [second, first], arguments: {artifacts: [{name: file, from: "{{tasks.second.outputs.artifacts.file}}"}]}}
      - {name: again, template: main, dependencies: [third], when: "{{tasks.third.exitCode}} == 3"}
  outputs:
    parameters: [{name: size, valueFrom: {parameter: "{{tasks.first.outputs.parameters.size}}"}}, {name: sum, valueFrom: {expression: "tasks.first.status"}}]
    artifacts: [{name: file, from: "{{tasks.second.outputs.artifacts.file}}"}]
- name: use
  inputs: {artifacts: [{name: file, path: /tmp/in}]}
  container: {image: busybox, command: [cat, "{{inputs.artifacts.file.path}}"]}
${echo}`),
  },
  {
    title: 'steps: parallel steps, loops, a template of another object',
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
  await expect(code).toMatchFileSnapshot(`../../test/golden/imported-${file}.txt`);
});

test.for([
  {
    title: 'a task and a template of another object with the same name have separate constants',
    given: `- name: main
  dag:
    tasks:
      - {name: send, templateRef: {name: lib, template: send}}
      - {name: use, template: echo, dependencies: [send], arguments: {parameters: [{name: text, value: "{{tasks.send.outputs.result}}"}]}}
${echo}`,
    want: [
      'const send = templateRef(',
      "const sendTask = d.task('send', send);",
      '{ text: sendTask.outputs.result }',
    ],
  },
  {
    title: 'calls of the same template of another object share its constant',
    given: `- name: main
  steps:
    - - {name: a, templateRef: {name: lib, template: send}, arguments: {parameters: [{name: to, value: x}]}}
    - - {name: b, templateRef: {name: lib, template: send}, arguments: {parameters: [{name: to, value: "{{steps.a.outputs.parameters.id}}"}]}}
`,
    want: ["const a = s.step('a', send, { to: 'x' });", "s.step('b', send, { to: a.outputs.id });"],
  },
  {
    title: 'a text that is not one of the choices is written as a parameter, since the types reject it',
    given: `- name: main
  inputs: {parameters: [{name: mode, enum: [a, b]}]}
  steps:
    - - {name: one, template: pick, arguments: {parameters: [{name: x, value: z}, {name: count, value: "1"}]}}
    - - {name: two, template: pick, arguments: {parameters: [{name: x, value: "{{inputs.parameters.mode}}"}, {name: count, value: "{{workflow.name}}"}]}}
- name: pick
  inputs: {parameters: [{name: x, enum: [a, b]}, {name: count, enum: [1, 2]}]}
  container: {image: busybox}
`,
    want: [
      "{ x: parameter({ value: 'z' }), count: 1 }",
      "{ x: s.inputs.mode, count: parameter({ value: '{{workflow.name}}' }) }",
    ],
  },
  {
    title: 'outputs and arguments with further fields',
    given: `- name: main
  steps:
    - - {name: a, template: echo, arguments: {parameters: [{name: text, valueFrom: {configMapKeyRef: {name: c, key: k}}}]}}
    - - {name: b, template: echo, arguments: {parameters: [{name: text, value: 3}]}}
  outputs:
    parameters: [{name: size, globalName: all, valueFrom: {parameter: "{{steps.a.outputs.parameters.size}}", default: "0"}}]
    artifacts: [{name: file, fromExpression: steps.a.outputs.artifacts.file}]
${echo}`,
    want: [
      "text: parameter({ valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } })",
      '{ text: parameter({ value: 3 }) }',
      "valueFrom: { parameter: a.outputs.size, default: '0' }",
      "file: artifact({ fromExpression: 'steps.a.outputs.artifacts.file' })",
    ],
  },
  {
    title: 'an argument whose value equals its name, which is not a shorthand property',
    given: `- name: main
  steps: [[{name: a, template: odd, arguments: {parameters: [{name: "a-b", value: "a-b"}]}}]]
- name: odd
  inputs: {parameters: [{name: "a-b"}]}
  container: {image: busybox}
`,
    want: ["{ 'a-b': 'a-b' }"],
  },
  {
    title: 'hooks with arguments from the task itself',
    given: `- name: main
  steps:
    - - name: a
        template: echo
        arguments: {parameters: [{name: text, value: x}]}
        hooks:
          exit: {template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.parameters.size}}"}]}}
          running: {template: main, expression: steps.a.status == "Running"}
    - - name: b
        template: echo
        arguments: {parameters: [{name: text, value: x}]}
        hooks: {exit: {templateRef: {name: lib, template: send}, arguments: {parameters: [{name: to, value: "{{steps.a.status}}"}]}}}
${echo}`,
    want: [
      'hooks: (a) => ({\n',
      'exit: hook(echo, { text: a.outputs.size }),\n',
      'running: hook(s.self, {}, { expression: \'steps.a.status == "Running"\' }),\n',
      '{ hooks: { exit: hook(send, { to: a.status }) } }',
    ],
  },
  {
    title: 'comments stay at the fields and slots that they describe',
    given: `- name: main
  inputs:
    parameters:
      # who is greeted
      - {name: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, default: x}
      - {name: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, default: z}
  # one by one
  parallelism: 1
  steps:
    # the only one
    - - {name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}
${echo}`,
    want: [
      '      // who is greeted\n      aaaaaaaa',
      '    // one by one\n    parallelism: 1',
      "    // the only one\n    s.step('a'",
    ],
  },
])('writes $title', ({ given, want }) => {
  const { code } = importYaml(workflow(given));
  for (const piece of want) expect(code).toContain(piece);
});

test('calls a template of an earlier object in the file by its handle, with checked inputs', () => {
  const library = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: {name: messages}
spec:
  templates:
    - name: say
      inputs: {parameters: [{name: text, enum: [hi, bye]}, {name: tone, default: loud}]}
      container: {image: busybox, args: ["{{inputs.parameters.text}}"]}
`;
  const user = workflow(`- name: main
  dag:
    tasks:
      - {name: say, templateRef: {name: messages, template: say}, arguments: {parameters: [{name: text, value: hi}]}}
      - {name: more, templateRef: {name: messages, template: say}, dependencies: [say], arguments: {parameters: [{name: text, value: "{{tasks.say.outputs.result}}"}]}}
      - {name: wrong, templateRef: {name: messages, template: say}, arguments: {parameters: [{name: woh, value: hi}]}}
      - {name: cluster, templateRef: {name: messages, template: say, clusterScope: true}}
`);
  expect(importYaml(`${library}---\n${user}`).code).toContain(`const sayTemplate = templateRef(
  { name: 'messages' },
  declareTemplate('say', { inputs: { woh: parameter() } }),
);

const sayTemplate2 = templateRef({ name: 'messages', clusterScope: true }, declareTemplate('say'));

const main = dag('main', {}, (d) => {
  const sayTask = d.task('say', templateRef(messages, say), { text: 'hi' });
  d.task('more', templateRef(messages, say), { text: sayTask.outputs.result });
  d.task('wrong', sayTemplate, { woh: 'hi' });
  d.task('cluster', sayTemplate2);
});
`);
  // Not before its definition.
  expect(importYaml(`${user}---\n${library}`).code).not.toContain('templateRef(messages');
});

test('includes the templates that the hooks of a workflow run', () => {
  const { code } = importYaml(
    workflow(
      '- name: main\n  suspend: {}\n- name: bye\n  inputs: {parameters: [{name: how}]}\n  container: {image: busybox, args: ["{{inputs.parameters.how}}"]}\n',
      '  hooks: {exit: {template: bye, arguments: {parameters: [{name: how, value: "{{workflow.status}}"}]}}}\n',
    ),
  );
  expect(code).toContain(
    "spec: specFrom(main, { hooks: { exit: hook(bye, { how: '{{workflow.status}}' }) } }),",
  );
});

test('an artifact in the middle of a text stays text', () => {
  const { code } = importYaml(
    workflow(`- name: main
  steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}]]
  outputs: {artifacts: [{name: file, from: "x{{steps.a.outputs.artifacts.file}}"}]}
${echo}`),
  );
  expect(code).toContain("artifact({ from: 'x{{steps.a.outputs.artifacts.file}}' })");
});

test('supports a chain of calls deeper than the stack', () => {
  const count = 10_000;
  const links = Array.from(
    { length: count },
    (_, index) => `- {name: t${index}, steps: [[{name: s, template: t${index + 1}}]]}\n`,
  );
  const { code } = importYaml(workflow(`${links.join('')}- {name: t${count}, suspend: {}}\n`));
  expect(code).toContain("const t1 = steps('t1', {}, (s) => {\n  s.step('s', t2);\n});\n");
});

test('a comment above a document belongs to it, and one below the last value stays below it', () => {
  const given = `${workflow('- name: a\n  suspend: {}\n')}  # the end of a\n---\n# about b\n${workflow('- name: b\n  suspend: {}\n')}`;
  const { code } = importYaml(given);
  expect(code).toMatch(/const w = [^;]*;\n\/\/ the end of a\n\n\/\/ about b\n/);
});

test.for([
  { kind: '', name: '', want: ['document', 'documentDocument'] },
  { kind: '日本', name: '日本', want: ['document', 'documentDocument'] },
  { kind: 'x = evil(), y', name: 'a', want: ['a', 'axevily'] },
  { kind: 'A-1', name: 'class', want: ['classA1', 'classA12'] },
])('gives objects of the kind "$kind" a valid name', ({ kind, name, want }) => {
  const document = JSON.stringify({ apiVersion: 'v1', kind, metadata: { name } });
  const { code, objects } = importYaml(`${document}\n---\n${document}\n`);
  expect(objects.map((object) => object.name)).toEqual(want);
  for (const one of want) expect(code).toContain(`export const ${one}: KubernetesObject = {`);
});

test('a reason cannot end its comment', () => {
  const { code } = importYaml(workflow('- name: a\n  suspend: {}\n  "x\\u2028process.exit()": 1\n'));
  expect(code).toContain('//   spec.templates[0]: there is no field "x process.exit()"\n');
});

test('documents keep their order even if their names sort differently', () => {
  const maps = (names: readonly string[]): string =>
    names.map((name) => `kind: ConfigMap\napiVersion: v1\nmetadata: {name: ${name}}\n`).join('---\n');
  const { code } = importYaml(maps(['c', 'a', 'b']));
  expect([...code.matchAll(/^export const (\w)/gm)].map(([, name]) => name)).toEqual(['c', 'a', 'b']);
  expect(code).toMatch(/\};\n\nexport default \[c, a, b\];\n$/);
  expect(importYaml(maps(['a', 'b', 'c'])).code).not.toContain('export default');
});

test('writes literals on request', () => {
  expect(importYaml(workflow(echo), { style: 'literals' }).code).toContain(
    "templates: [\n      {\n        name: 'echo',",
  );
});
