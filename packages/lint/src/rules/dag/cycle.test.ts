import { checkRule } from '../../../test/check-rule.ts';
import { withTasks } from '../../../test/manifests.ts';
import { dagCycle } from './cycle.ts';

checkRule(dagCycle, {
  bad: [
    {
      title: 'a cycle',
      given: withTasks(
        'name: a, template: noop, dependencies: [c]',
        'name: b, template: noop, dependencies: [a]',
        'name: c, template: noop, dependencies: [x, b]',
      ),
      want: [
        'spec.templates[2].dag.tasks[0].dependencies[0] 12: Tasks depend on each other in a cycle: a -> c -> b -> a.',
      ],
    },
    {
      title: 'a task that waits for itself',
      given: withTasks('name: a, template: noop, depends: a'),
      want: ['spec.templates[2].dag.tasks[0].depends 12: Tasks depend on each other in a cycle: a -> a.'],
    },
  ],
  good: [
    {
      title: 'a diamond',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: a',
        'name: c, template: noop, depends: a',
        'name: d, template: noop, depends: b && c',
      ),
    },
  ],
});
