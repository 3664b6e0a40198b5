import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withTasks } from '../../../test/manifests.ts';
import { neverReady } from './never-ready.ts';

checkRule(neverReady, {
  bad: [
    {
      title: 'an output of a task that has not ended',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, when: "{{tasks.a.outputs.result}} == x"',
        `name: c, template: noop, when: "{{=tasks['a'].status == 'x'}}"`,
        'name: d, template: noop, depends: a, when: "{{=tasks.a.exitCode}} == 0"',
        `name: e, template: noop, when: "{{=tasks.a.exitCode ?? '0'}}"`,
      ),
      want: [
        'spec.templates[2].dag.tasks[1].when 13: Task "b" uses an output of task "a" but does not depend on it, so it may wait forever.',
      ],
    },
    {
      title: 'an output of a step in the same group',
      given: withMain(
        'steps:\n- - {name: a, template: noop}\n  - {name: b, template: noop, when: "{{steps.a.status}} == Succeeded"}\n- - {name: c, template: noop, when: "{{steps.a.status}} == Succeeded"}',
      ),
      want: [
        'spec.templates[2].steps[0][1].when 12: Step "b" uses an output of step "a", which runs at the same time, so it may wait forever.',
      ],
    },
  ],
  good: [
    {
      title: 'outputs of tasks that have ended',
      given: withTasks(
        'name: a, template: noop',
        'name: b, template: noop, depends: a, when: "{{tasks.a.outputs.result}} == x"',
        'name: c, template: noop, depends: b, when: "{{tasks.a.outputs.result}} == x"',
      ),
    },
  ],
});
