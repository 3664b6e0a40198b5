import { checkRule } from '../../../test/check-rule.ts';
import { invalidObjectName } from './invalid-name.ts';

checkRule(invalidObjectName, {
  bad: [
    {
      title: 'a name that Kubernetes refuses',
      given: 'kind: Workflow\nmetadata: {generateName: My_wf-}',
      want: [
        'metadata.generateName 2: Kubernetes refuses "My_wf-": a name consists of small letters, digits, "-" and ".".',
      ],
    },
  ],
  good: [
    {
      title: 'names that Kubernetes takes',
      given:
        'kind: Workflow\nmetadata: {name: a-1.b}\n---\nkind: Workflow\nmetadata: {generateName: a-}\n---\nkind: Workflow\nmetadata: {}',
    },
  ],
});
