import { checkRule } from '../../../test/check-rule.ts';
import { withSteps } from '../../../test/manifests.ts';
import { callTarget } from './target.ts';

checkRule(callTarget, {
  bad: [
    {
      title: 'calls of nothing and of two',
      given: withSteps('name: a', 'name: b, template: noop, templateRef: {name: x}'),
      want: [
        'spec.templates[2].steps[0][0] 11: Nothing says what step "a" calls: "template", "templateRef" or "inline" is needed.',
        'spec.templates[2].steps[1][0] 12: Either "template" or "templateRef" says what step "b" calls, not both.',
        'spec.templates[2].steps[1][0].templateRef 12: A reference needs a "template" of the WorkflowTemplate.',
      ],
    },
  ],
  good: [
    {
      title: 'one target of each kind',
      given: withSteps(
        'name: a, template: noop',
        'name: b, templateRef: {name: lib, template: t}',
        'name: c, inline: {suspend: {}}',
      ),
    },
    {
      title: 'a step whose misspelt field is an error of its own',
      given: withSteps('name: a, tmplate: noop'),
    },
  ],
});
