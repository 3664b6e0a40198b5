import { expect, test } from 'vitest';
import { echo, workflow } from '../../test/workflow-texts.ts';
import { importYaml } from '../import-yaml.ts';

test.for([
  {
    title: 'an inline template',
    given: '- name: main\n  dag: {tasks: [{name: a, inline: {container: {image: b}}}]}',
    reason: 'the task "a" has an inline template',
  },
  {
    title: 'an empty field',
    given: '- name: main\n  inputs: {}\n  container: {image: b}',
    reason: '`inputs` is empty, and builders omit empty fields',
  },
  {
    title: 'an empty list',
    given: '- name: main\n  outputs: {parameters: []}\n  container: {image: b}',
    reason: '`outputs` is empty, and builders omit empty fields',
  },
  {
    title: 'a parameter and an artifact with the same name',
    given:
      '- name: main\n  inputs: {parameters: [{name: a}], artifacts: [{name: a, path: /a}]}\n  container: {image: b}',
    reason: '`inputs` has the name "a" twice',
  },
  {
    title: 'a tag that is not closed',
    given: '- name: main\n  container: {image: busybox, args: ["{{workflow.name"]}\n',
    reason: '',
  },
  {
    title: 'a templateRef without a name',
    given: '- name: main\n  steps: [[{name: a, templateRef: {template: b}}]]\n',
    reason: 'the step "a" cannot be written with builders',
  },
  {
    title: 'an input that the template does not declare',
    given: '- name: main\n  container: {image: busybox, args: ["{{inputs.parameters.x}}"]}\n',
    reason: '',
  },
  {
    title: 'a template that this object does not have',
    given: '- name: main\n  steps: [[{name: a, template: "{{workflow.parameters.which}}"}]]\n',
    reason: 'it calls "{{workflow.parameters.which}}", which is not in this object',
  },
])('the only template stays a literal: $title', ({ given, reason }) => {
  const { code } = importYaml(workflow(given));
  expect(code).toMatch(/^import .*workflow.* from '@tiphys\/workflow';$/m);
  expect(code).not.toMatch(/\b(?:specFrom|templatesOf|container)\(/);
  expect(code).toContain(`\n// Written as a literal: in template "main", ${reason}`);
});

const user = `- name: main
  inputs: {parameters: [{name: who, default: me}]}
  steps:
    - - {name: a, template: other, arguments: {parameters: [{name: text, value: "{{inputs.parameters.who}}"}]}}
    - - {name: b, template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.result}}"}]}}
`;

test.for([
  {
    title: 'a task that uses an output of a later one',
    given: `- name: main
  dag:
    tasks:
      - {name: b, template: echo, dependencies: [a], arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}}
      - {name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}
`,
    want: [
      'const main = literalTemplate({\n',
      "      { name: 'a', template: 'echo',",
      'spec: specFrom(main, { templates: [echo] })',
    ],
  },
  {
    title: 'a task that waits for less than it uses',
    given: `- name: main
  dag:
    tasks:
      - {name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}
      - {name: b, template: echo, dependencies: [a], arguments: {parameters: [{name: text, value: x}]}}
      - {name: c, template: echo, dependencies: [b], arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}}
`,
    want: [
      '// Written as a literal: the builders would write it differently\nconst main = literalTemplate({\n',
    ],
  },
  {
    title: 'a dag with `dependencies` and `depends`, which Argo rejects',
    given: `- name: main
  dag:
    tasks:
      - {name: a, template: use}
      - {name: b, template: use, dependencies: [a]}
      - {name: c, template: use, depends: a.Failed}
- name: use
  container: {image: busybox}
`,
    want: ["const use = container('use',", 'const main = literalTemplate({\n'],
  },
  {
    title: 'a step that uses a parallel one',
    given: `- name: main
  steps:
    - - {name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}}
      - {name: b, template: echo, arguments: {parameters: [{name: text, value: "{{steps.a.outputs.result}}"}]}}
`,
    want: ['const main = literalTemplate({\n'],
  },
  {
    title: 'a tag in an argument that is not closed',
    given: `- name: main
  steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, value: "{{x"}]}}]]
`,
    want: ['// Written as a literal: The text "{{x" has an unclosed tag', 'const main = literalTemplate({\n'],
  },
  {
    title: 'an argument that the template does not declare',
    given: `- name: main
  steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, value: x}, {name: more, value: y}]}}]]
`,
    want: [
      '// Written as a literal: "a" passes "more" to "echo", which has no such input.',
      'const main = literalTemplate({\n',
    ],
  },
  {
    title: 'empty inputs and outputs, of a template without either',
    given:
      '- name: main\n  steps: [[{name: s, template: other}]]\n- name: other\n  inputs: {}\n  outputs: {}\n  suspend: {}\n',
    want: [
      "const other = literalTemplate({ name: 'other', inputs: {}, outputs: {}, suspend: {} });",
      "s.step('s', other);",
    ],
  },
  {
    title: 'an output parameter with the name of an output artifact',
    given: `${user}- name: other
  inputs: {parameters: [{name: text}]}
  outputs: {parameters: [{name: out, valueFrom: {path: /o}}], artifacts: [{name: out, path: /o}, {name: more, path: /m}]}
  # says it
  container: {image: busybox, args: ["{{inputs.parameters.text}}"]}
`,
    want: [
      '// Written as a literal: `outputs` has the name "out" twice\nconst other = literalTemplate(\n',
      '    // says it\n    container: {',
      'inputs: { text: parameter() },\n    outputs: {\n      result: parameter(),',
      "const a = s.step('a', other, { text: s.inputs.who });",
      "s.step('b', echo, { text: a.outputs.result });",
    ],
  },
  {
    title: 'an output that no builder can name',
    given: `- name: main
  steps: [[{name: a, template: other}]]
  outputs: {artifacts: [{name: all, from: "{{steps.a.outputs.artifacts.out}}"}]}
- name: other
  outputs: {parameters: [{name: out, valueFrom: {path: /o}}], artifacts: [{name: out, path: /o}]}
  container: {image: busybox}
`,
    want: ['const main = literalTemplate({\n', 'const other = literalTemplate({\n'],
  },
  {
    title: 'a template that is only named at run time',
    given: `- name: main
  steps: [[{name: a, template: "{{workflow.parameters.which}}"}]]
`,
    want: [
      '// Written as a literal: it calls "{{workflow.parameters.which}}", which is not in this object\n',
    ],
  },
])('one template stays a literal next to builders: $title', ({ given, want }) => {
  const { code } = importYaml(workflow(`${given}${echo}`));
  expect(code).toContain('const echo = container(');
  for (const piece of want) expect(code).toContain(piece);
});
