import { type RuleCase, withMain, workflow } from './rule-case.ts';

export const structureCases: readonly RuleCase[] = [
  {
    title: 'a misspelt field',
    rule: 'structure/unknown-field',
    given: workflow('entryPoint: main'),
    want: ['spec.entryPoint 5: Argo knows no field "entryPoint" here. Did you mean "entrypoint"?'],
  },
  {
    title: 'a field of an older Argo',
    rule: 'structure/unknown-field',
    given: workflow('synchronization: {mutex: {name: m}}'),
    want: [
      'spec.synchronization.mutex 5: Synchronization.mutex is gone since Argo v4.0. Write it as the only element of "mutexes".',
    ],
  },
  {
    title: 'a field like none',
    rule: 'structure/unknown-field',
    given: withMain('container: {image: a, qqqqqqqq: 1}'),
    want: ['spec.templates[2].container.qqqqqqqq 10: Argo knows no field "qqqqqqqq" here.'],
  },
  {
    title: 'free objects',
    rule: 'structure/unknown-field',
    given: withMain('plugin: {hello: {any: thing}}'),
    want: [],
  },
  {
    title: 'a number for a string',
    rule: 'structure/wrong-type',
    given: workflow('serviceAccountName: 5'),
    want: ['spec.serviceAccountName 5: This must be a string, not the number 5. Put it in quotes: "5".'],
  },
  {
    title: 'a word that YAML takes for a truth value',
    rule: 'structure/wrong-type',
    given: withMain('metadata: {labels: {a: yes}}\ncontainer: {image: a}'),
    want: [
      'spec.templates[2].metadata.labels.a 10: This must be a string, not the truth value true. Put it in quotes: "yes".',
    ],
  },
  {
    title: 'an octal number and short words, quoted as they are written',
    rule: 'structure/wrong-type',
    given: withMain('container: {image: a, command: [echo, on], args: [010, n]}'),
    want: [
      'spec.templates[2].container.command[1] 10: This must be a string, not the truth value true. Put it in quotes: "on".',
      'spec.templates[2].container.args[0] 10: This must be a string, not the number 8. Put it in quotes: "010".',
      'spec.templates[2].container.args[1] 10: This must be a string, not the truth value false. Put it in quotes: "n".',
    ],
  },
  {
    title: 'an object for a list',
    rule: 'structure/wrong-type',
    given: workflow('arguments: {parameters: {name: a}}'),
    want: ['spec.arguments.parameters 5: This must be a list, not an object. Begin the item with "- ".'],
  },
  {
    title: 'a string for a list of strings',
    rule: 'structure/wrong-type',
    given: withMain('container: {image: a, command: sh}'),
    want: ['spec.templates[2].container.command 10: This must be a list, not the string "sh". Write ["sh"].'],
  },
  {
    title: 'steps without groups',
    rule: 'structure/wrong-type',
    given: withMain('steps:\n- name: a'),
    want: ['spec.templates[2].steps[0] 11: This must be a list, not an object. Begin the item with "- ".'],
  },
  {
    title: 'a quantity that is none',
    rule: 'structure/wrong-type',
    given: withMain('container: {image: a, resources: {limits: {cpu: "1 core", memory: 1Gi}}}'),
    want: [
      'spec.templates[2].container.resources.limits.cpu 10: This must be a quantity such as 500m or 1Gi, not the string "1 core".',
    ],
  },
  {
    title: 'numbers as values of parameters, and null anywhere',
    rule: 'structure/wrong-type',
    given: workflow('arguments: {parameters: [{name: a, value: 5}], artifacts: null}'),
    want: [],
  },
  {
    title: 'a missing field',
    rule: 'structure/missing-field',
    given: withMain('container: {image: a, env: [{value: x}]}'),
    want: ['spec.templates[2].container.env[0] 10: The field "name" is required here.'],
  },
  {
    title: 'a value beyond its limits',
    rule: 'structure/refused-value',
    given: workflow('parallelism: 0'),
    want: ['spec.parallelism 5: The API server refuses 0: it wants at least 1.'],
  },
  {
    title: 'several locations of an artifact',
    rule: 'structure/field-group',
    given: withMain(
      'inputs: {artifacts: [{name: a, path: /a, raw: {data: x}, s3: {key: k}}]}\ncontainer: {image: a}',
    ),
    want: ['spec.templates[2].inputs.artifacts[0] 10: Only one of s3, raw may be here.'],
  },
  {
    title: 'what the controller stores of a workflow that refers to a template',
    rule: 'structure/field-group',
    given: `${workflow('workflowTemplateRef: {name: a}')}
status: {storedWorkflowTemplateSpec: {workflowTemplateRef: {name: a}, templates: []}}`,
    want: [],
  },
  {
    title: 'a status that was cut short',
    rule: 'structure/missing-field',
    given: `${workflow('workflowTemplateRef: {name: a}')}\nstatus: {nodes: {a: {name: a}}}`,
    want: [],
  },
  {
    title: 'a list as value of a parameter',
    rule: 'structure/ignored-value',
    given: workflow('arguments: {parameters: [{name: a, value: [1]}]}'),
    want: [
      'spec.arguments.parameters[0].value 5: Argo silently reads a list as an empty string here. Write it as a string that holds JSON.',
    ],
  },
  {
    title: 'wrong case inside steps',
    rule: 'structure/wrong-case',
    given: withMain('steps: [[{name: a, template: noop, arguments: {Parameters: []}}]]'),
    want: [
      'spec.templates[2].steps[0][0].arguments.Parameters 10: The API server knows no field "Parameters". Did you mean "parameters"?',
    ],
  },
  {
    title: 'a key that stands twice',
    rule: 'yaml/duplicate-key',
    given: workflow('entrypoint: a\nentrypoint: b'),
    want: [' 6: the key "entrypoint" is in this mapping twice'],
  },
  {
    title: 'broken YAML',
    rule: 'yaml/syntax',
    given: 'a: [',
    want: [' 1: unexpected end of the stream within a flow collection'],
  },
  { title: 'an unknown alias', rule: 'yaml/alias', given: 'a: *b', want: [' 1: unidentified alias "b"'] },
  {
    title: 'a list as key',
    rule: 'yaml/key',
    given: '? [a]\n: 1',
    want: [' 1: a mapping key must be a string, number or boolean'],
  },
  {
    title: 'infinity',
    rule: 'yaml/number',
    given: 'a: .inf',
    want: [' 1: JSON has no such number; quote it'],
  },
  {
    title: 'a document without kind',
    rule: 'object/no-kind',
    given: 'a: 1',
    want: [' 1: This document has no "kind", so nothing in it was checked.'],
  },
  { title: 'another kind', rule: 'object/no-kind', given: 'kind: ConfigMap', want: [] },
  {
    title: 'a name that fits into no label',
    rule: 'object/name-too-long',
    given: `kind: CronWorkflow\nmetadata: {name: ${'a'.repeat(53)}}`,
    want: ['metadata.name 2: The name of a CronWorkflow may have 52 characters; this one has 53.'],
  },
  {
    title: 'a name that Kubernetes refuses',
    rule: 'object/invalid-name',
    given: 'kind: Workflow\nmetadata: {generateName: My_wf-}',
    want: [
      'metadata.generateName 2: Kubernetes refuses "My_wf-": a name consists of small letters, digits, "-" and ".".',
    ],
  },
  {
    title: 'names that Kubernetes takes',
    rule: 'object/invalid-name',
    given:
      'kind: Workflow\nmetadata: {name: a-1.b}\n---\nkind: Workflow\nmetadata: {generateName: a-}\n---\nkind: Workflow\nmetadata: {}',
    want: [],
  },
  {
    title: 'a Helm template',
    rule: 'yaml/helm',
    given: 'kind: Workflow\nmetadata: {{ .Values.metadata }}\nspec: {{- toYaml .Values.spec }}\n',
    want: [
      ' 3: This looks like a Helm template, so nothing in it was checked. Render it with `helm template` first, and check the result.',
    ],
  },
  {
    title: 'keys that are merged and written, in any order, and merged twice',
    rule: 'yaml/merge-override',
    given:
      'kind: Workflow\nx: &x {a: 1, b: 2}\ny: &y {b: 3}\np:\n  <<: *x\n  a: 3\nq:\n  a: 3\n  <<: *x\nr:\n  <<: [*x, *y]\ns: {<<: *x, c: 1}\n',
    want: [6, 9, 11].map(
      (line) =>
        ` ${line}: The key "${line === 11 ? 'b' : 'a'}" is in this mapping and in what "<<" merges: Argo counts it twice and drops the document. Write the mapping without "<<", or merge only what it does not have.`,
    ),
  },
  {
    title: 'misspelt kinds, and kinds of other programs',
    rule: 'object/unknown-kind',
    given: `${[
      'Worklfow',
      'cronworkflow',
      'Workflow-Template',
      'Rollout',
      'Application',
      'Sensor',
      'WorkflowTaskSet',
      'Thing',
    ]
      .map((kind) => `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\n`)
      .join('---\n')}---\napiVersion: v1\nkind: Worklfow\n`,
    want: [
      'kind 2: Argo knows no kind "Worklfow", so nothing in this document was checked. Did you mean "Workflow"?',
      'kind 5: Argo knows no kind "cronworkflow", so nothing in this document was checked. Did you mean "CronWorkflow"?',
      'kind 8: Argo knows no kind "Workflow-Template", so nothing in this document was checked. Did you mean "WorkflowTemplate"?',
    ],
  },
  {
    title: 'two templates of one name, in namespaces',
    rule: 'object/duplicate',
    given: ['', 'a', '', 'a', 'b']
      .map(
        (namespace) =>
          `kind: WorkflowTemplate\nmetadata: {name: lib${namespace && `, namespace: ${namespace}`}}\nspec: {}\n`,
      )
      .join('---\n'),
    want: [
      'metadata.name 10: There is another WorkflowTemplate "lib" at wf.yaml:2:18, which is the one that is used here. Rename one of them, or check them in separate runs.',
      'metadata.name 14: There is another WorkflowTemplate "lib" at wf.yaml:6:18, which is the one that is used here. Rename one of them, or check them in separate runs.',
    ],
  },
];
