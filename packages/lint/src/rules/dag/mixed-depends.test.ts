import { checkRule } from '../../../test/check-rule.ts';
import { withTasks } from '../../../test/manifests.ts';
import { mixedDepends } from './mixed-depends.ts';

checkRule(mixedDepends, {
  bad: [
    {
      title: 'depends beside dependencies and continueOn',
      given: withTasks(
        'name: a, template: noop, continueOn: {failed: true}',
        'name: b, template: noop, depends: a',
        'name: c, template: noop, dependencies: [a]',
      ),
      want: [
        'spec.templates[2].dag.tasks[0].continueOn 12: Task "a" cannot have "continueOn" in a dag that uses "depends": let the next task depend on "a.Failed" too.',
        'spec.templates[2].dag.tasks[2].dependencies 14: Task "c" has "dependencies", but other tasks of this dag use "depends": use "depends" here too.',
      ],
    },
  ],
  good: [
    {
      title: 'dependencies beside continueOn',
      given: withTasks(
        'name: a, template: noop, continueOn: {failed: true}',
        'name: b, template: noop, dependencies: [a]',
      ),
    },
  ],
});
