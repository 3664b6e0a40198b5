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
    {
      title: 'claims, and resources of a template without a pod',
      given: withMain('podResources: {claims: [{name: a}]}\nhttp: {url: u}'),
      want: [
        'spec.templates[2].podResources 10: "podResources" is not allowed in a template of type http, which does not run as a pod.',
        'spec.templates[2].podResources.claims 10: "claims" is not supported for a pod as a whole.',
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
