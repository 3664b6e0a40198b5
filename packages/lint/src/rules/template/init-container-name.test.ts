import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { initContainerName } from './init-container-name.ts';

checkRule(initContainerName, {
  bad: [
    {
      title: 'an init container without a name',
      given: withMain('initContainers: [{image: a}]\ncontainer: {image: a}'),
      want: ['spec.templates[2].initContainers[0] 10: This init container needs a "name".'],
    },
  ],
  good: [
    {
      title: 'an init container with a name',
      given: withMain('initContainers: [{name: init, image: a}]\ncontainer: {image: a}'),
    },
  ],
});
