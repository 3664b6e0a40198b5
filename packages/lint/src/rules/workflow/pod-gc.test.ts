import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { podGc } from './pod-gc.ts';

checkRule(podGc, {
  bad: [
    {
      title: 'an unknown strategy of podGC',
      given: workflow('podGC: {strategy: OnPodComplete}'),
      want: [
        'spec.podGC.strategy 5: Strategy "OnPodComplete" does not exist: use OnPodCompletion, OnPodSuccess, OnWorkflowCompletion or OnWorkflowSuccess. Did you mean "OnPodCompletion"?',
      ],
    },
    {
      title: 'an invalid selector',
      given: workflow(
        'podGC: {labelSelector: {matchExpressions: [{key: a, operator: in}, {key: a, operator: In}, {key: a, operator: Exists}]}}',
      ),
      want: [
        'spec.podGC.labelSelector.matchExpressions[0].operator 5: Operator "in" does not exist: use In, NotIn, Exists or DoesNotExist. Did you mean "In"?',
        'spec.podGC.labelSelector.matchExpressions[1] 5: Operator "In" needs at least one value.',
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
