import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { resourceClaims } from './resource-claims.ts';

checkRule(resourceClaims, {
  bad: [
    {
      title: 'resource claims of a template without pod',
      given: withMain('resourceClaims: [{name: a}]\nhttp: {url: u}'),
      want: [
        'spec.templates[2].resourceClaims 10: Templates of type http create no pod, so they make no resource claims.',
      ],
    },
  ],
  good: [
    {
      title: 'claims of a pod',
      given: withMain('resourceClaims: [{name: a}]\ncontainer: {image: a}'),
    },
  ],
});
