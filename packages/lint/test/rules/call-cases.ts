import { type RuleCase, withMain, workflow } from './rule-case.ts';

const library = (spec: string): string =>
  `\n---\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: ${spec}`;
const dag = (...tasks: readonly string[]): string =>
  withMain(`dag:\n  tasks:\n${tasks.map((task) => `  - {${task}}`).join('\n')}`);
const steps = (...groups: readonly string[]): string =>
  withMain(`steps:\n${groups.map((group) => `- - {${group}}`).join('\n')}`);

export const callCases: readonly RuleCase[] = [
  {
    title: 'an unknown template',
    rule: 'call/unknown-template',
    given: steps('name: a, template: nop'),
    want: ['spec.templates[2].steps[0][0].template 11: There is no template "nop". Did you mean "noop"?'],
  },
  {
    title: 'a template name that is a tag',
    rule: 'call/unknown-template',
    given: steps('name: a, template: "{{inputs.parameters.t}}"'),
    want: [
      'spec.templates[2].steps[0][0].template 11: Argo needs this name before the workflow runs, and "{{inputs.parameters.t}}" has no value yet. Use a workflow parameter that has a value, or call several templates, each with its own "when".',
    ],
  },
  {
    title: 'template names that are tags with values',
    rule: 'call/unknown-template',
    given: workflow(
      'entrypoint: m\narguments: {parameters: [{name: small, value: s}, {name: wrong, value: z}]}\ntemplates: [{name: m, inputs: {parameters: [{name: t, value: s}]}, steps: [[{name: a, template: "{{workflow.parameters.small}}"}, {name: b, template: "{{ inputs.parameters.t }}"}, {name: c, template: "{{workflow.parameters.wrong}}"}]]}, {name: s, suspend: {}}]',
    ),
    want: ['spec.templates[0].steps[0][2].template 7: There is no template "z". Did you mean "m"?'],
  },
  {
    title: 'outputs of templates that tags name',
    rule: 'variables/unresolved',
    given: workflow(
      'entrypoint: m\narguments: {parameters: [{name: small, value: s}]}\ntemplates: [{name: m, steps: [[{name: a, template: "{{workflow.parameters.small}}"}], [{name: b, template: s, when: "{{steps.a.outputs.parameters.o}}{{steps.a.outputs.parameters.p}} == 1"}]]}, {name: s, outputs: {parameters: [{name: o, valueFrom: {path: /o}}]}, container: {image: a}}]',
    ),
    want: [
      'spec.templates[0].steps[1][0].when 7: {{steps.a.outputs.parameters.p}} has no value: template "s" gives no "outputs.parameters.p". Did you mean "steps.a.outputs.parameters.o"?',
    ],
  },
  {
    title: 'an unknown WorkflowTemplate',
    rule: 'call/unknown-template',
    given: steps('name: a, templateRef: {name: lib, template: t}'),
    want: [
      'spec.templates[2].steps[0][0].templateRef.name 11: The WorkflowTemplate "lib" is in none of the files given. Give its file too: tiphys lint wf.yaml templates.yaml',
    ],
  },
  {
    title: 'an unknown template of a known WorkflowTemplate',
    rule: 'call/unknown-template',
    given:
      steps('name: a, templateRef: {name: lib, template: t1}') +
      library('{templates: [{name: t2, suspend: {}}]}'),
    want: [
      'spec.templates[2].steps[0][0].templateRef.template 11: There is no template "t1" in the WorkflowTemplate "lib". Did you mean "t2"?',
    ],
  },
  {
    title: 'a reference that is a tag',
    rule: 'call/unknown-template',
    given: steps(
      'name: a, templateRef: {name: "{{item}}", template: t1}, withItems: [lib]',
      'name: b, templateRef: {name: "{{workflow.name}}", template: t1}',
    ),
    want: [
      'spec.templates[2].steps[1][0].templateRef.name 12: Argo needs this name before the workflow runs, and "{{workflow.name}}" has no value yet. Use a workflow parameter that has a value, or call several templates, each with its own "when".',
    ],
  },
  {
    title: 'calls of nothing and of two',
    rule: 'call/target',
    given: steps('name: a', 'name: b, template: noop, templateRef: {name: x}'),
    want: [
      'spec.templates[2].steps[0][0] 11: Nothing says what step "a" calls: "template", "templateRef" or "inline" is needed.',
      'spec.templates[2].steps[1][0] 12: Either "template" or "templateRef" says what step "b" calls, not both.',
      'spec.templates[2].steps[1][0].templateRef 12: A reference needs a "template" of the WorkflowTemplate.',
    ],
  },
  {
    title: 'an inline template beside a name',
    rule: 'call/two-targets',
    given: steps('name: a, template: noop, inline: {suspend: {}}'),
    want: ['spec.templates[2].steps[0][0].template 11: This is ignored: step "a" has an inline template.'],
  },
  {
    title: 'a missing argument',
    rule: 'call/missing-argument',
    given: steps('name: a, template: echo, arguments: {parameters: [{name: txt, value: x}]}'),
    want: [
      'spec.templates[2].steps[0][0].arguments 11: Template "echo" needs the parameter "text", which step "a" does not give. The step gives "txt". Did you mean "text"?',
    ],
  },
  {
    title: "a missing argument of another object's template",
    rule: 'call/missing-argument',
    given:
      steps('name: a, templateRef: {name: lib, template: t}') +
      library(
        '{templates: [{name: t, inputs: {artifacts: [{name: x, path: /x}, {name: y, path: /y, optional: true}]}, container: {image: i}}]}',
      ),
    want: [
      'spec.templates[2].steps[0][0].arguments 11: Template "t" needs the artifact "x", which step "a" does not give.',
    ],
  },
  {
    title: 'two sources of a loop',
    rule: 'call/loop',
    given: steps('name: a, template: noop, withItems: [1], withParam: "[1]"'),
    want: [
      'spec.templates[2].steps[0][0] 11: Only one of withItems, withParam and withSequence may be in step "a".',
    ],
  },
  {
    title: 'two ends of a sequence',
    rule: 'call/loop',
    given: steps('name: a, template: noop, withSequence: {count: 1, end: 2}'),
    want: [
      'spec.templates[2].steps[0][0].withSequence 11: A sequence has either "count" or "end", not both.',
    ],
  },
  {
    title: 'an empty dag',
    rule: 'dag/no-tasks',
    given: withMain('dag: {tasks: []}'),
    want: ['spec.templates[2].dag 10: The dag of template "main" needs at least one task.'],
  },
  {
    title: 'unknown tasks',
    rule: 'dag/unknown-task',
    given: dag('name: fetch, template: noop', 'name: b, template: noop, depends: "fetc.Succeeded and fetch"'),
    want: [
      'spec.templates[2].dag.tasks[1].depends 13: There is no task "fetc" in template "main". Did you mean "fetch"?',
      'spec.templates[2].dag.tasks[1].depends 13: There is no task "and" in template "main". Write "&&".',
    ],
  },
  {
    title: 'a cycle',
    rule: 'dag/cycle',
    given: dag(
      'name: a, template: noop, dependencies: [c]',
      'name: b, template: noop, dependencies: [a]',
      'name: c, template: noop, dependencies: [x, b]',
    ),
    want: [
      'spec.templates[2].dag.tasks[0].dependencies[0] 12: These tasks wait for each other: a -> c -> b -> a.',
    ],
  },
  {
    title: 'a task that waits for itself',
    rule: 'dag/cycle',
    given: dag('name: a, template: noop, depends: a'),
    want: ['spec.templates[2].dag.tasks[0].depends 12: These tasks wait for each other: a -> a.'],
  },
  {
    title: 'a name that begins with a digit',
    rule: 'dag/digit-name',
    given: dag('name: a, template: noop', 'name: 1b, template: noop, depends: a'),
    want: [
      'spec.templates[2].dag.tasks[1].name 13: The name of task "1b" must not begin with a digit in a dag with dependencies.',
    ],
  },
  {
    title: 'depends beside dependencies and continueOn',
    rule: 'dag/mixed-depends',
    given: dag(
      'name: a, template: noop, continueOn: {failed: true}',
      'name: b, template: noop, depends: a',
      'name: c, template: noop, dependencies: [a]',
    ),
    want: [
      'spec.templates[2].dag.tasks[0].continueOn 12: This dag uses "depends", so "continueOn" has no place: let the next task depend on "task.Failed".',
      'spec.templates[2].dag.tasks[2].dependencies 14: Other tasks of this dag use "depends": use it here too.',
    ],
  },
  {
    title: 'results that no task has',
    rule: 'dag/depends-result',
    given: dag('name: a, template: noop', 'name: b, template: noop, depends: "a.Suceeded || a.AllFailed"'),
    want: [
      'spec.templates[2].dag.tasks[1].depends 13: A task has no result "Suceeded", only Succeeded, Failed, Errored, Skipped, Omitted, Daemoned, AnySucceeded, AllFailed. Did you mean "Succeeded"?',
      'spec.templates[2].dag.tasks[1].depends 13: "a.AllFailed" is about the items of a loop, but "a" is none.',
    ],
  },
  {
    title: 'targets that are tags',
    rule: 'dag/unknown-target',
    given: workflow(
      'entrypoint: m\narguments: {parameters: [{name: one, value: a}, {name: other, value: z}, {name: open}]}\ntemplates: [{name: m, dag: {target: "{{workflow.parameters.one}}", tasks: [{name: a, template: s}]}}, {name: n, dag: {target: "{{workflow.parameters.other}} a", tasks: [{name: a, template: s}]}}, {name: o, dag: {target: "{{workflow.parameters.open}}", tasks: [{name: a, template: s}]}}, {name: p, dag: {target: "{{workflow.parameters.none}}", tasks: [{name: a, template: s}]}}, {name: s, suspend: {}}]',
    ),
    want: [
      'spec.templates[1].dag.target 7: There is no task "z". Did you mean "a"?',
      'spec.templates[2].dag.target 7: Argo needs the targets before the workflow runs, and a tag in here has no value yet. Use a workflow parameter that has a value.',
    ],
  },
  {
    title: 'an unknown target',
    rule: 'dag/unknown-target',
    given: withMain('dag: {target: a b, tasks: [{name: a, template: noop}]}'),
    want: ['spec.templates[2].dag.target 10: There is no task "b". Did you mean "a"?'],
  },
  {
    title: 'an output of a task that is not waited for',
    rule: 'dag/missing-dependency',
    given: dag(
      'name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}',
      'name: b, template: echo, arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.parameters.out}}"}]}',
    ),
    want: [
      'spec.templates[2].dag.tasks[1].arguments.parameters[0].value 13: This takes an output of task "a", but task "b" does not depend on it.',
    ],
  },
  {
    title: 'an output of a task further up',
    rule: 'dag/missing-dependency',
    given: dag(
      'name: a, template: noop',
      'name: b, template: noop, depends: a',
      'name: c, template: noop, depends: b',
      'name: d, template: echo, depends: c, arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}',
    ),
    want: [],
  },
  {
    title: 'loops over nothing',
    rule: 'call/empty-loop',
    given: steps(
      'name: a, template: noop, withItems: []',
      'name: b, template: noop, withParam: "{}"',
      'name: c, template: noop, withSequence: {start: 1}',
    ),
    want: [
      'spec.templates[2].steps[0][0].withItems 11: With no items, step "a" runs once, and {{item}} stays as it is. Use withParam: "[]" to skip it.',
      'spec.templates[2].steps[1][0].withParam 12: This is not a JSON list, so the loop will fail.',
      'spec.templates[2].steps[2][0].withSequence 13: A sequence needs "count" or "end".',
    ],
  },
  {
    title: 'steps without steps',
    rule: 'call/empty-steps',
    given: withMain('steps: []'),
    want: ['spec.templates[2].steps 10: Without steps, template "main" ends in an error.'],
  },
  {
    title: 'tasks that are not waited for',
    rule: 'dag/never-ready',
    given: dag(
      'name: a, template: noop',
      'name: b, template: noop, when: "{{tasks.a.outputs.result}} == x"',
      `name: c, template: noop, when: "{{=tasks['a'].status == 'x'}}"`,
      'name: d, template: noop, depends: a, when: "{{=tasks.a.exitCode}} == 0"',
      `name: e, template: noop, when: "{{=tasks.a.exitCode ?? '0'}}"`,
    ),
    want: [
      'spec.templates[2].dag.tasks[1].when 13: This takes an output of task "a", but task "b" does not depend on it: it may wait for ever.',
    ],
  },
  {
    title: 'steps of the same group',
    rule: 'dag/never-ready',
    given: withMain(
      'steps:\n- - {name: a, template: noop}\n  - {name: b, template: noop, when: "{{steps.a.status}} == Succeeded"}\n- - {name: c, template: noop, when: "{{steps.a.status}} == Succeeded"}',
    ),
    want: [
      'spec.templates[2].steps[0][1].when 12: This takes an output of step "a", but step "b" runs at the same time: it may wait for ever.',
    ],
  },
  {
    title: 'unknown templates of hooks',
    rule: 'hooks/unknown-template',
    given: steps(
      'name: a, template: noop, onExit: nop, hooks: {exit: {template: noop}, x: {expression: "true", template: ech}}',
    ),
    want: [
      'spec.templates[2].steps[0][0].onExit 11: There is no template "nop". Did you mean "noop"?',
      'spec.templates[2].steps[0][0].hooks.x.template 11: There is no template "ech". Did you mean "echo"?',
    ],
  },
  {
    title: 'expressions that cannot be read',
    rule: 'expressions/syntax',
    given: steps(
      'name: a, template: noop, when: "{{=1 +}}", hooks: {x: {expression: "a ===", template: noop}}',
      'name: b, template: noop, when: "{{=steps.a.status}} == x"',
    ),
    want: [
      'spec.templates[2].steps[0][0].when 11: This expression cannot be read: unexpected token EOF (1:3).',
      'spec.templates[2].steps[0][0].hooks.x.expression 11: This expression cannot be read: unexpected token Operator("=") (1:5).',
    ],
  },
  {
    title: 'a stop strategy that cannot be read',
    rule: 'expressions/syntax',
    given: 'kind: CronWorkflow\nspec: {stopStrategy: {expression: "a >"}}',
    want: ['spec.stopStrategy.expression 2: This expression cannot be read: unexpected token EOF (1:3).'],
  },
  {
    title: 'conditions of tasks that cannot be read',
    rule: 'expressions/depends-syntax',
    given: dag(
      'name: a, template: noop',
      'name: b, template: noop, depends: "a && (a"',
      'name: c, template: noop, depends: "!a.Failed || a"',
    ),
    want: [
      'spec.templates[2].dag.tasks[1].depends 13: The condition "a && (a" cannot be read. Join tasks with && and ||, with ! and parentheses.',
    ],
  },
];
