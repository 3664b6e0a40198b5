import { checkRule } from '../../../test/check-rule.ts';
import { withTasks } from '../../../test/manifests.ts';
import { missingDependency } from './missing-dependency.ts';

checkRule(missingDependency, {
  bad: [
    {
      title: 'an output of a task without a dependency on it',
      given: withTasks(
        'name: a, template: echo, arguments: {parameters: [{name: text, value: x}]}',
        'name: b, template: echo, arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.parameters.out}}"}]}',
      ),
      want: [
        'spec.templates[2].dag.tasks[1].arguments.parameters[0].value 13: Task "b" uses an output of task "a" but does not depend on it.',
      ],
    },
  ],
  good: [
    {
      title: 'an output of an indirect dependency',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: a',
        'name: c, template: noop, depends: b',
        'name: d, template: echo, depends: c, arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}',
      ),
    },
  ],
});
