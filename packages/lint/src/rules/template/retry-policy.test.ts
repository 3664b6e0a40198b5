import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { retryPolicy } from './retry-policy.ts';

checkRule(retryPolicy, {
  bad: [
    {
      title: 'an unknown retry policy',
      given: withMain('retryStrategy: {retryPolicy: onfailure}\ncontainer: {image: a}'),
      want: [
        'spec.templates[2].retryStrategy.retryPolicy 10: Retry policy "onfailure" does not exist: use Always, OnFailure, OnError or OnTransientError. Did you mean "OnFailure"?',
      ],
    },
  ],
  good: [
    {
      title: 'a policy, and none',
      given: workflow(
        'templates: [{name: a, retryStrategy: {retryPolicy: OnError}, container: {image: a}}, {name: b, retryStrategy: {}, container: {image: a}}]',
      ),
    },
  ],
});
