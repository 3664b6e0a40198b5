import { checkRule } from '../../../test/check-rule.ts';
import { withSteps } from '../../../test/manifests.ts';
import { twoTargets } from './two-targets.ts';

checkRule(twoTargets, {
  bad: [
    {
      title: 'an inline template beside a name',
      given: withSteps('name: a, template: noop, inline: {suspend: {}}'),
      want: [
        'spec.templates[2].steps[0][0].template 11: "template" is ignored, because step "a" has an inline template.',
      ],
    },
  ],
  good: [
    {
      title: 'an inline template alone',
      given: withSteps('name: a, inline: {suspend: {}}', 'name: b, template: noop'),
    },
  ],
});
