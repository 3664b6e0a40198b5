import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { reservedContainer } from './reserved-container.ts';

checkRule(reservedContainer, {
  bad: [
    {
      title: 'a sidecar with a name that Argo reserves',
      given: withMain('sidecars: [{name: wait, image: a}, {name: main, image: a}]\ncontainer: {image: a}'),
      want: ['spec.templates[2].sidecars[0].name 10: Container name "wait" is reserved by Argo.'],
    },
  ],
  good: [
    {
      title: 'other names',
      given: withMain(
        'sidecars: [{name: waiter, image: a}]\ncontainerSet: {containers: [{name: main, image: i}]}',
      ),
    },
  ],
});
