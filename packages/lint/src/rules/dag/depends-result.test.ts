import { checkRule } from '../../../test/check-rule.ts';
import { withTasks } from '../../../test/manifests.ts';
import { dependsResult } from './depends-result.ts';

checkRule(dependsResult, {
  bad: [
    {
      title: 'results that do not exist or are not for the task',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: "a.Suceeded || a.AllFailed"',
      ),
      want: [
        'spec.templates[2].dag.tasks[1].depends 13: Result "Suceeded" does not exist: use Succeeded, Failed, Errored, Skipped, Omitted, Daemoned, AnySucceeded or AllFailed. Did you mean "Succeeded"?',
        'spec.templates[2].dag.tasks[1].depends 13: Result "AllFailed" is only for loops, and task "a" is not a loop.',
      ],
    },
  ],
  good: [
    {
      title: 'results of tasks and of loops',
      given: withTasks(
        'name: a, template: noop, withItems: [1]',
        'name: b, template: noop, depends: "a.AnySucceeded || a.AllFailed"',
        'name: c, template: noop, depends: "b.Succeeded || b.Omitted"',
      ),
    },
  ],
});
