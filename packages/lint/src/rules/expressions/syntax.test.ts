import { checkRule } from '../../../test/check-rule.ts';
import { withSteps } from '../../../test/manifests.ts';
import { expressionSyntax } from './syntax.ts';

checkRule(expressionSyntax, {
  bad: [
    {
      title: 'expressions that cannot be parsed',
      given: withSteps(
        'name: a, template: noop, when: "{{=1 +}}", hooks: {x: {expression: "a ===", template: noop}}',
        'name: b, template: noop, when: "{{=steps.a.status}} == x"',
      ),
      want: [
        'spec.templates[2].steps[0][0].when 11: Expression cannot be parsed: unexpected token EOF (1:3).',
        'spec.templates[2].steps[0][0].hooks.x.expression 11: Expression cannot be parsed: unexpected token Operator("=") (1:5).',
      ],
    },
    {
      title: 'a stop strategy that cannot be parsed',
      given: 'kind: CronWorkflow\nspec: {stopStrategy: {expression: "a >"}}',
      want: ['spec.stopStrategy.expression 2: Expression cannot be parsed: unexpected token EOF (1:3).'],
    },
  ],
  good: [
    {
      title: 'expressions, and fields with tags',
      given: withSteps(
        'name: a, template: noop, when: "{{=1 + 1}} == 2", hooks: {x: {expression: "{{a ===", template: noop}}',
      ),
    },
  ],
});
