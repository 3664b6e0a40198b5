import { checkRule } from '../../../test/check-rule.ts';
import { withSteps, withTasks } from '../../../test/manifests.ts';
import { digitName } from './digit-name.ts';

checkRule(digitName, {
  bad: [
    {
      title: 'a name that begins with a digit',
      given: withTasks('name: a, template: noop', 'name: 1b, template: noop, depends: a'),
      want: [
        'spec.templates[2].dag.tasks[1].name 13: The name of task "1b" must not begin with a digit in a dag with dependencies.',
      ],
    },
  ],
  good: [
    {
      title: 'a name that begins with a digit in a dag without dependencies',
      given: withTasks('name: 1a, template: noop', 'name: b, template: noop'),
    },
    {
      title: 'a step whose name begins with a digit',
      given: withSteps('name: 1a, template: noop'),
    },
  ],
});
