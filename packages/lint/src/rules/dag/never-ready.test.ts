import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withTasks } from '../../../test/manifests.ts';
import { neverReady } from './never-ready.ts';

checkRule(neverReady, {
  bad: [
    {
      title: 'tasks that are not waited for',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, when: "{{tasks.a.outputs.result}} == x"',
        `name: c, template: noop, when: "{{=tasks['a'].status == 'x'}}"`,
        'name: d, template: noop, depends: a, when: "{{=tasks.a.exitCode}} == 0"',
        `name: e, template: noop, when: "{{=tasks.a.exitCode ?? '0'}}"`,
      ),
      want: [
        'spec.templates[2].dag.tasks[1].when 13: This takes an output of task "a", but task "b" does not depend on it: it may wait for ever.',
      ],
    },
    {
      title: 'steps of the same group',
      given: withMain(
        'steps:\n- - {name: a, template: noop}\n  - {name: b, template: noop, when: "{{steps.a.status}} == Succeeded"}\n- - {name: c, template: noop, when: "{{steps.a.status}} == Succeeded"}',
      ),
      want: [
        'spec.templates[2].steps[0][1].when 12: This takes an output of step "a", but step "b" runs at the same time: it may wait for ever.',
      ],
    },
  ],
  good: [
    {
      title: 'outputs of what has ended before',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: a, when: "{{tasks.a.outputs.result}} == x"',
        'name: c, template: noop, depends: b, when: "{{tasks.a.outputs.result}} == x"',
      ),
    },
  ],
});
