import { checkRule } from '../../../test/check-rule.ts';
import { withTasks } from '../../../test/manifests.ts';
import { dependsSyntax } from './depends-syntax.ts';

checkRule(dependsSyntax, {
  bad: [
    {
      title: 'conditions of tasks that cannot be parsed',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: "a && (a"',
        'name: c, template: noop, depends: "!a.Failed || a"',
      ),
      want: [
        'spec.templates[2].dag.tasks[1].depends 13: Condition "a && (a" cannot be parsed. Combine tasks with &&, || and !, and group them with parentheses.',
      ],
    },
  ],
  good: [
    {
      title: 'conditions, and tags',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: "(a.Succeeded || a.Failed) && !a.Skipped"',
        'name: c, template: noop, depends: "{{inputs.parameters.p}} &&"',
      ),
    },
  ],
});
