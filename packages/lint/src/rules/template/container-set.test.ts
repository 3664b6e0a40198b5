import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { containerSet } from './container-set.ts';

checkRule(containerSet, {
  bad: [
    {
      title: 'a container set that waits for itself',
      given: withMain(
        'outputs: {artifacts: [{name: o, path: /o}]}\ncontainerSet:\n  containers:\n  - {name: a, image: i, dependencies: [b]}\n  - {name: b, image: i, dependencies: [a, mainn]}',
      ),
      want: [
        'spec.templates[2].containerSet.containers 12: The containers wait for each other: a -> b -> a.',
        'spec.templates[2].containerSet.containers 12: With inputs or outputs, one container must be called "main".',
        'spec.templates[2].containerSet.containers[1].dependencies[1] 14: There is no container "mainn" in this set.',
      ],
    },
  ],
  good: [
    {
      title: 'containers in order, with the main one',
      given: withMain(
        'outputs: {artifacts: [{name: o, path: /o}]}\ncontainerSet: {containers: [{name: main, image: i}, {name: b, image: i, dependencies: [main]}]}',
      ),
    },
  ],
});
