import { checkRule } from '../../../test/check-rule.ts';
import { withTasks } from '../../../test/manifests.ts';
import { dependsResult } from './depends-result.ts';

checkRule(dependsResult, {
  bad: [
    {
      title: 'results that no task has',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: "a.Suceeded || a.AllFailed"',
      ),
      want: [
        'spec.templates[2].dag.tasks[1].depends 13: A task has no result "Suceeded", only Succeeded, Failed, Errored, Skipped, Omitted, Daemoned, AnySucceeded, AllFailed. Did you mean "Succeeded"?',
        'spec.templates[2].dag.tasks[1].depends 13: "a.AllFailed" is about the items of a loop, but "a" is none.',
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
