import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { podGc } from './pod-gc.ts';

checkRule(podGc, {
  bad: [
    {
      title: 'an unknown strategy of podGC',
      given: workflow('podGC: {strategy: OnPodComplete}'),
      want: [
        'spec.podGC.strategy 5: There is no strategy "OnPodComplete", only OnPodCompletion, OnPodSuccess, OnWorkflowCompletion, OnWorkflowSuccess. Did you mean "OnPodCompletion"?',
      ],
    },
    {
      title: 'a selector that cannot be read',
      given: workflow(
        'podGC: {labelSelector: {matchExpressions: [{key: a, operator: in}, {key: a, operator: In}, {key: a, operator: Exists}]}}',
      ),
      want: [
        'spec.podGC.labelSelector.matchExpressions[0].operator 5: There is no operator "in", only In, NotIn, Exists, DoesNotExist. Did you mean "In"?',
        'spec.podGC.labelSelector.matchExpressions[1] 5: The operator "In" takes at least one value.',
      ],
    },
  ],
  good: [
    {
      title: 'a strategy with a selector',
      given: workflow(
        'podGC: {strategy: OnPodSuccess, labelSelector: {matchExpressions: [{key: a, operator: In, values: [x]}, {key: a, operator: Exists}]}}',
      ),
    },
  ],
});
