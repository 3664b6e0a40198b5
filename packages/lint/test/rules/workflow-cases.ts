import { type RuleCase, withMain, workflow } from './rule-case.ts';

const TEMPLATES =
  'templates: [{name: main, inputs: {parameters: [{name: a}], artifacts: [{name: b, path: /b}]}, container: {image: x}}]';
const cron = (spec: string): string =>
  `kind: CronWorkflow\nmetadata: {name: c}\nspec: {${spec}, workflowSpec: {entrypoint: a, templates: [{name: a, suspend: {}}]}}`;

export const workflowCases: readonly RuleCase[] = [
  {
    title: 'no entrypoint',
    rule: 'workflow/missing-entrypoint',
    given: workflow('templates: [{name: a, suspend: {}}]'),
    want: [
      'spec.entrypoint 4: The workflow names no template to start with: "entrypoint" is required. entrypoint: a',
    ],
  },
  {
    title: 'a WorkflowTemplate without entrypoint',
    rule: 'workflow/missing-entrypoint',
    given: 'kind: WorkflowTemplate\nspec: {}',
    want: [],
  },
  {
    title: 'an unknown entrypoint and exit handler',
    rule: 'workflow/unknown-entrypoint',
    given: workflow('entrypoint: mian\nonExit: bye\ntemplates: [{name: main, suspend: {}}]'),
    want: [
      'spec.entrypoint 5: The entrypoint "mian" is not a template of this workflow. Did you mean "main"?',
      'spec.onExit 6: The exit handler "bye" is not a template of this workflow.',
    ],
  },
  {
    title: 'inputs of the entrypoint that nobody gives',
    rule: 'workflow/entrypoint-inputs',
    given: workflow(`entrypoint: main\n${TEMPLATES}`),
    want: [
      'spec.entrypoint 5: The workflow gives no value to the argument parameter "a", which template "main" needs.',
      'spec.entrypoint 5: The workflow gives no value to the argument artifact "b", which template "main" needs.',
    ],
  },
  {
    title: 'inputs of the entrypoint that are given',
    rule: 'workflow/entrypoint-inputs',
    given: workflow(
      `entrypoint: main\narguments: {parameters: [{name: a, value: x}], artifacts: [{name: b, s3: {key: k}}]}\n${TEMPLATES}`,
    ),
    want: [],
  },
  {
    title: 'an unknown WorkflowTemplate',
    rule: 'workflow/unknown-workflow-template',
    given: `${workflow('workflowTemplateRef: {name: lib}')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lip}\nspec: {}`,
    want: [
      'spec.workflowTemplateRef.name 5: The WorkflowTemplate "lib" is in none of the files given. Did you mean "lip"?',
    ],
  },
  {
    title: 'a WorkflowTemplate of another namespace',
    rule: 'workflow/unknown-workflow-template',
    given: `${workflow('workflowTemplateRef: {name: lib}')}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib, namespace: n}\nspec: {}`,
    want: [
      'spec.workflowTemplateRef.name 5: The WorkflowTemplate "lib" is in none of the files given. Give its file too: tiphys lint wf.yaml templates.yaml',
    ],
  },
  {
    title: 'templates beside a reference',
    rule: 'workflow/templates-beside-ref',
    given: workflow('workflowTemplateRef: {name: lib}\ntemplates: [{name: a, suspend: {}}]'),
    want: ['spec.templates 6: A workflow with "workflowTemplateRef" cannot have "templates" of its own.'],
  },
  {
    title: 'an unknown strategy of podGC',
    rule: 'workflow/pod-gc',
    given: workflow('podGC: {strategy: OnPodComplete}'),
    want: [
      'spec.podGC.strategy 5: There is no strategy "OnPodComplete", only OnPodCompletion, OnPodSuccess, OnWorkflowCompletion, OnWorkflowSuccess. Did you mean "OnPodCompletion"?',
    ],
  },
  {
    title: 'resources that no pod as a whole has',
    rule: 'workflow/pod-resources',
    given: workflow('podResources: {limits: {cpu: 1, nvidia.com/gpu: 1}}'),
    want: [
      'spec.podResources.limits["nvidia.com/gpu"] 5: "nvidia.com/gpu" cannot be given for a pod as a whole, only cpu, memory and hugepages-*.',
    ],
  },
  {
    title: 'a hook without expression',
    rule: 'workflow/hook-expression',
    given: withMain(
      'steps: [[{name: a, template: noop, hooks: {exit: {template: noop}, running: {template: noop}}}]]',
    ),
    want: [
      'spec.templates[2].steps[0][0].hooks.running 10: The hook "running" needs an "expression" that says when it runs.',
    ],
  },
  {
    title: 'no schedule',
    rule: 'cron/schedule',
    given: cron('schedules: []'),
    want: ['spec.schedules 3: A CronWorkflow needs at least one schedule.'],
  },
  {
    title: 'schedules that cannot be read',
    rule: 'cron/schedule',
    given: cron('schedules: ["* * * *", "61 * * * *", "* * * JUL-FEB *", "@every 5", "0 0 * * SUN"]'),
    want: [
      'spec.schedules[0] 3: The schedule "* * * *" cannot be read: it has 4 fields instead of 5.',
      'spec.schedules[1] 3: The schedule "61 * * * *" cannot be read: 61 is above 59 in the field of the minute.',
      'spec.schedules[2] 3: The schedule "* * * JUL-FEB *" cannot be read: the range "JUL-FEB" runs backwards in the field of the month.',
      'spec.schedules[3] 3: The schedule "@every 5" cannot be read: "5" is not a duration such as 1h30m.',
    ],
  },
  {
    title: 'options that do not exist',
    rule: 'cron/options',
    given: cron(
      'schedules: ["@daily"], timezone: Europe/Bonn, concurrencyPolicy: forbid, startingDeadlineSeconds: -1',
    ),
    want: [
      'spec.timezone 3: There is no time zone "Europe/Bonn".',
      'spec.concurrencyPolicy 3: There is no concurrency policy "forbid", only Allow, Forbid, Replace. Did you mean "Forbid"?',
      'spec.startingDeadlineSeconds 3: The starting deadline must not be negative.',
    ],
  },
  {
    title: 'a parameter without value in a CronWorkflow',
    rule: 'arguments/parameter-value',
    given: 'kind: CronWorkflow\nspec: {workflowSpec: {arguments: {parameters: [{name: a}]}}}',
    want: ['spec.workflowSpec.arguments.parameters[0] 2: The parameter "a" needs a "value" or "valueFrom".'],
  },
  {
    title: 'a parameter without value in a Workflow',
    rule: 'arguments/parameter-value',
    given: workflow('arguments: {parameters: [{name: a}]}'),
    want: [],
  },
  {
    title: 'arguments whose value comes from nowhere',
    rule: 'arguments/parameter-value',
    given: withMain(
      'steps: [[{name: a, template: echo, arguments: {parameters: [{name: text, valueFrom: {path: /a}}]}}]]',
    ),
    want: [
      'spec.templates[2].steps[0][0].arguments.parameters[0].valueFrom 10: The value of an argument can come from configMapKeyRef, event or supplied, with a default.',
    ],
  },
  {
    title: 'a value outside its enum',
    rule: 'arguments/enum',
    given: workflow(
      'arguments: {parameters: [{name: a, value: 3, enum: [1, 2]}, {name: b, enum: []}, {name: c, value: 1, enum: ["1"]}]}',
    ),
    want: [
      'spec.arguments.parameters[0].value 5: "3" is none of 1, 2. Did you mean "1"?',
      'spec.arguments.parameters[1].enum 5: An enum needs at least one value.',
    ],
  },
  {
    title: 'an artifact from nowhere',
    rule: 'arguments/artifact-source',
    given: withMain(
      'steps: [[{name: a, template: noop, arguments: {artifacts: [{name: x, fromExpression: y}, {name: z, from: a, fromExpression: b}]}}]]',
    ),
    want: [
      'spec.templates[2].steps[0][0].arguments.artifacts[0] 10: The artifact "x" needs "from", a location, or a key.',
      'spec.templates[2].steps[0][0].arguments.artifacts[1] 10: The artifact "z" has "from" and "fromExpression": choose one.',
    ],
  },
  {
    title: 'things without a name',
    rule: 'names/missing',
    given: workflow('arguments: {parameters: [{value: a}]}\ntemplates: [{suspend: {}}]'),
    want: [
      'spec.arguments.parameters[0] 5: This argument parameter needs a "name".',
      'spec.templates[0] 6: This template needs a "name".',
    ],
  },
  {
    title: 'names of wrong characters',
    rule: 'names/invalid',
    given: workflow(
      `templates:\n- {name: a_b, suspend: {}}\n- {name: ${'a'.repeat(129)}, inputs: {parameters: [{name: a.b}, {name: a_b}]}, suspend: {}}`,
    ),
    want: [
      'spec.templates[0].name 6: "a_b" is not a valid name for this template: use letters, digits and "-", beginning with a letter or digit.',
      'spec.templates[1].name 7: The name of a template may have 128 characters; this one has 129.',
      'spec.templates[1].inputs.parameters[0].name 7: "a.b" is not a valid name for this input parameter: use letters, digits, "-" and "_".',
    ],
  },
  {
    title: 'names that hold tags',
    rule: 'names/invalid',
    given: `${workflow('entrypoint: e\narguments: {parameters: [{name: day, value: monday}, {name: bad, value: a_b}, {name: open}]}\ntemplates: [{name: e, suspend: {}}, {name: m, inputs: {parameters: [{name: p}]}, steps: [[{name: "run-{{inputs.parameters.p}}", template: e}, {name: "run_{{inputs.parameters.p}}", template: e}, {name: "{{workflow.parameters.day}}", template: e}, {name: "{{workflow.parameters.bad}}", template: e}, {name: "x-{{workflow.parameters.open}}", template: e}, {name: "x-{{item}}", template: e, withItems: [1]}]]}, {name: d, inputs: {parameters: [{name: p}]}, dag: {tasks: [{name: "run-{{inputs.parameters.p}}", template: e}, {name: "{{workflow.parameters.day}}", template: e}]}}]')}`,
    want: [
      'spec.templates[1].steps[0][1].name 7: "run_{{inputs.parameters.p}}" is not a valid name for this step: use letters, digits and "-", beginning with a letter or digit, and its tags need values before the workflow runs.',
      'spec.templates[1].steps[0][3].name 7: "{{workflow.parameters.bad}}" is not a valid name for this step: use letters, digits and "-", beginning with a letter or digit, and its tags need values before the workflow runs.',
      'spec.templates[1].steps[0][5].name 7: "x-{{item}}" is not a valid name for this step: use letters, digits and "-", beginning with a letter or digit.',
      'spec.templates[2].dag.tasks[0].name 7: "run-{{inputs.parameters.p}}" is not a valid name for this task: use letters, digits and "-", beginning with a letter or digit, and its tags need values before the workflow runs.',
    ],
  },
  {
    title: 'a name with a tag that has another mistake',
    rule: 'names/invalid',
    given: withMain('steps: [[{name: "a-{{inputs.parameters.b}}", template: noop}]]'),
    want: [],
  },
  {
    title: 'names that stand twice',
    rule: 'names/duplicate',
    given: withMain('steps:\n- - {name: a, template: noop}\n- - {name: a, template: noop}'),
    want: ['spec.templates[2].steps[1][0].name 12: There is another step "a" above.'],
  },
  {
    title: 'a selector that cannot be read',
    rule: 'workflow/pod-gc',
    given: workflow(
      'podGC: {labelSelector: {matchExpressions: [{key: a, operator: in}, {key: a, operator: In}, {key: a, operator: Exists}]}}',
    ),
    want: [
      'spec.podGC.labelSelector.matchExpressions[0].operator 5: There is no operator "in", only In, NotIn, Exists, DoesNotExist. Did you mean "In"?',
      'spec.podGC.labelSelector.matchExpressions[1] 5: The operator "In" takes at least one value.',
    ],
  },
  {
    title: 'a parameter without value that a CronWorkflow takes over',
    rule: 'arguments/parameter-value',
    given:
      'kind: CronWorkflow\nspec: {workflowSpec: {workflowTemplateRef: {name: lib}, arguments: {parameters: [{name: a, value: 1}]}}}\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {arguments: {parameters: [{name: a}, {name: b}]}}',
    want: [
      'spec.workflowSpec.workflowTemplateRef 2: The WorkflowTemplate wants the parameter "b", which has no value here.',
    ],
  },
];
