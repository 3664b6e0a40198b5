import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { podResources } from './pod-resources.ts';

checkRule(podResources, {
  bad: [
    {
      title: 'resources that a pod as a whole cannot have',
      given: workflow('podResources: {limits: {cpu: 1, nvidia.com/gpu: 1}}'),
      want: [
        'spec.podResources.limits["nvidia.com/gpu"] 5: Resource "nvidia.com/gpu" is not supported for a pod as a whole: use cpu, memory or hugepages-*.',
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
