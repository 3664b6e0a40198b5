import { checkRule } from '../../../test/check-rule.ts';
import { withSteps } from '../../../test/manifests.ts';
import { callTarget } from './target.ts';

checkRule(callTarget, {
  bad: [
    {
      title: 'a call without a target, and one with two',
      given: withSteps('name: a', 'name: b, template: noop, templateRef: {name: x}'),
      want: [
        'spec.templates[2].steps[0][0] 11: Step "a" calls no template: add "template", "templateRef" or "inline".',
        'spec.templates[2].steps[1][0] 12: Step "b" has both "template" and "templateRef": use one of them.',
        'spec.templates[2].steps[1][0].templateRef 12: "templateRef" needs a "template" of the WorkflowTemplate.',
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
