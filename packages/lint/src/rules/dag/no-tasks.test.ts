import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withTasks } from '../../../test/manifests.ts';
import { dagTasks } from './no-tasks.ts';

checkRule(dagTasks, {
  bad: [
    {
      title: 'an empty dag',
      given: withMain('dag: {tasks: []}'),
      want: ['spec.templates[2].dag 10: Template "main" has a dag without tasks: add at least one.'],
    },
  ],
  good: [
    {
      title: 'a dag with one task',
      given: withTasks('name: a, template: noop'),
    },
  ],
});
