import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { podResources } from './pod-resources.ts';

checkRule(podResources, {
  bad: [
    {
      title: 'resources that no pod as a whole has',
      given: workflow('podResources: {limits: {cpu: 1, nvidia.com/gpu: 1}}'),
      want: [
        'spec.podResources.limits["nvidia.com/gpu"] 5: "nvidia.com/gpu" cannot be given for a pod as a whole, only cpu, memory and hugepages-*.',
      ],
    },
  ],
  good: [
    {
      title: 'cpu, memory and huge pages',
      given: withMain(
        'podResources: {requests: {cpu: 1, hugepages-2Mi: 1Gi}, limits: {memory: 1Gi}}\ncontainer: {image: a}',
      ),
    },
  ],
});
