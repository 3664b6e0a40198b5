import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withSteps, withTasks } from '../../../test/manifests.ts';
import { hookExpression } from './hook-expression.ts';

checkRule(hookExpression, {
  bad: [
    {
      title: 'a hook without an expression',
      given: withMain(
        'steps: [[{name: a, template: noop, hooks: {exit: {template: noop}, running: {template: noop}}}]]',
      ),
      want: [
        'spec.templates[2].steps[0][0].hooks.running 10: Hook "running" needs an "expression" that says when it runs.',
      ],
    },
  ],
  good: [
    {
      title: 'an exit hook, a hook with an expression, and any hook of a task',
      given: `${withSteps('name: a, template: noop, hooks: {exit: {template: noop}, x: {expression: "true", template: noop}}')}\n---\n${withTasks('name: a, template: noop, hooks: {x: {template: noop}}')}`,
    },
  ],
});
