import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { resourceClaims } from './resource-claims.ts';

checkRule(resourceClaims, {
  bad: [
    {
      title: 'claims of a template without a pod',
      given: withMain('resourceClaims: [{name: a}]\nhttp: {url: u}'),
      want: [
        'spec.templates[2].resourceClaims 10: "resourceClaims" is not allowed in a template of type http, which does not run as a pod.',
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
