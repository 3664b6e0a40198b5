import { checkRule } from '../../../test/check-rule.ts';
import { inArg, withArgs } from '../../../test/manifests.ts';
import { unclosedTag } from './unclosed.ts';

checkRule(unclosedTag, {
  bad: [
    {
      title: 'open tags',
      given: withArgs('{{workflow.name', 'echo {{ x', '{{=1'),
      want: [
        inArg(0, 'Tag "{{workflow.name" is not closed. End it with "}}".'),
        inArg(1, 'Tag "{{x" is not closed. End it with "}}".'),
      ],
    },
  ],
  good: [
    {
      title: 'closed tags, and braces of other programs',
      given: withArgs('{{workflow.name}}', '}} {x', '{{=1}}'),
    },
  ],
});
