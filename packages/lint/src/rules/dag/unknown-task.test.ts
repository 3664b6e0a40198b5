import { checkRule } from '../../../test/check-rule.ts';
import { withTasks } from '../../../test/manifests.ts';
import { unknownTask } from './unknown-task.ts';

checkRule(unknownTask, {
  bad: [
    {
      title: 'unknown tasks',
      given: withTasks(
        'name: fetch, template: noop',
        'name: b, template: noop, depends: "fetc.Succeeded and fetch"',
      ),
      want: [
        'spec.templates[2].dag.tasks[1].depends 13: Task "fetc" does not exist in template "main". Did you mean "fetch"?',
        'spec.templates[2].dag.tasks[1].depends 13: Task "and" does not exist in template "main". Use "&&".',
      ],
    },
  ],
  good: [
    {
      title: 'tasks of the same dag, in both notations',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: "a.Succeeded && !a.Failed"',
      ),
    },
    {
      title: 'a list of dependencies',
      given: withTasks('name: a, template: noop', 'name: b, template: noop, dependencies: [a]'),
    },
  ],
});
