import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { containerSet } from './container-set.ts';

checkRule(containerSet, {
  bad: [
    {
      title: 'a cycle, an unknown dependency, and no main container',
      given: withMain(
        'outputs: {artifacts: [{name: o, path: /o}]}\ncontainerSet:\n  containers:\n  - {name: a, image: i, dependencies: [b]}\n  - {name: b, image: i, dependencies: [a, mainn]}',
      ),
      want: [
        'spec.templates[2].containerSet.containers 12: Containers depend on each other in a cycle: a -> b -> a.',
        'spec.templates[2].containerSet.containers 12: The container set has inputs or outputs, so one container must be named "main".',
        'spec.templates[2].containerSet.containers[1].dependencies[1] 14: Container "mainn" does not exist in this set.',
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
