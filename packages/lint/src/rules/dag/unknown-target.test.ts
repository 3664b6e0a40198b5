import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { dagTarget } from './unknown-target.ts';

checkRule(dagTarget, {
  bad: [
    {
      title: 'targets that are tags',
      given: workflow(
        'entrypoint: m\narguments: {parameters: [{name: one, value: a}, {name: other, value: z}, {name: open}]}\ntemplates: [{name: m, dag: {target: "{{workflow.parameters.one}}", tasks: [{name: a, template: s}]}}, {name: n, dag: {target: "{{workflow.parameters.other}} a", tasks: [{name: a, template: s}]}}, {name: o, dag: {target: "{{workflow.parameters.open}}", tasks: [{name: a, template: s}]}}, {name: p, dag: {target: "{{workflow.parameters.none}}", tasks: [{name: a, template: s}]}}, {name: s, suspend: {}}]',
      ),
      want: [
        'spec.templates[1].dag.target 7: Task "z" does not exist. Did you mean "a"?',
        'spec.templates[2].dag.target 7: "target" has a tag without a value, and Argo needs it before the workflow runs. Use a workflow parameter that has a value.',
      ],
    },
    {
      title: 'an unknown target',
      given: withMain('dag: {target: a b, tasks: [{name: a, template: noop}]}'),
      want: ['spec.templates[2].dag.target 10: Task "b" does not exist. Did you mean "a"?'],
    },
  ],
  good: [
    {
      title: 'tasks, and an expression',
      given: workflow(
        'entrypoint: m\ntemplates: [{name: m, dag: {target: a b, tasks: [{name: a, template: s}, {name: b, template: s}]}}, {name: n, dag: {target: "{{=1}}", tasks: [{name: a, template: s}]}}, {name: s, suspend: {}}]',
      ),
    },
  ],
});
