import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { reservedContainer } from './reserved-container.ts';

checkRule(reservedContainer, {
  bad: [
    {
      title: "a sidecar with a name of Argo's",
      given: withMain('sidecars: [{name: wait, image: a}, {name: main, image: a}]\ncontainer: {image: a}'),
      want: ['spec.templates[2].sidecars[0].name 10: "wait" is the name of a container of Argo\'s own.'],
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
