import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withTasks } from '../../../test/manifests.ts';
import { dagTasks } from './no-tasks.ts';

checkRule(dagTasks, {
  bad: [
    {
      title: 'an empty dag',
      given: withMain('dag: {tasks: []}'),
      want: ['spec.templates[2].dag 10: The dag of template "main" needs at least one task.'],
    },
  ],
  good: [
    {
      title: 'a single task',
      given: withTasks('name: a, template: noop'),
    },
  ],
});
