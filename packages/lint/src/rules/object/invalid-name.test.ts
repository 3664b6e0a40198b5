import { checkRule } from '../../../test/check-rule.ts';
import { invalidObjectName } from './invalid-name.ts';

checkRule(invalidObjectName, {
  bad: [
    {
      title: 'a name that is invalid in Kubernetes',
      given: 'kind: Workflow\nmetadata: {generateName: My_wf-}',
      want: [
        'metadata.generateName 2: Name "My_wf-" is invalid in Kubernetes: use only lowercase letters, digits, "-" and ".", and begin and end with a letter or digit.',
      ],
    },
  ],
  good: [
    {
      title: 'names that are valid in Kubernetes',
      given:
        'kind: Workflow\nmetadata: {name: a-1.b}\n---\nkind: Workflow\nmetadata: {generateName: a-}\n---\nkind: Workflow\nmetadata: {}',
    },
  ],
});
