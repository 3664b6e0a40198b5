import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { artifactLocation } from './artifact-location.ts';

checkRule(artifactLocation, {
  bad: [
    {
      title: 'locations without what they need',
      given: withMain(
        'inputs: {artifacts: [{name: a, path: /a, git: {}}, {name: b, path: /b, hdfs: {path: b}}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].inputs.artifacts[0].git 10: A location in git needs a "repo".',
        'spec.templates[2].inputs.artifacts[1].hdfs 10: A location in HDFS needs "addresses".',
        'spec.templates[2].inputs.artifacts[1].hdfs 10: A location in HDFS needs "hdfsUser", "krbCCacheSecret" or "krbKeytabSecret".',
        'spec.templates[2].inputs.artifacts[1].hdfs.path 10: A path in HDFS begins with "/".',
      ],
    },
    {
      title: 'a location in HDFS without what Kerberos needs',
      given: withMain(
        'archiveLocation: {hdfs: {addresses: [a], path: /b, krbKeytabSecret: {name: a, key: k}, krbRealm: r}}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].archiveLocation.hdfs 10: With Kerberos, a location in HDFS needs krbServicePrincipalName, krbConfigConfigMap, krbUsername.',
      ],
    },
  ],
  good: [
    {
      title: 'complete locations',
      given: withMain(
        'inputs: {artifacts: [{name: a, path: /a, git: {repo: r}}, {name: b, path: /b, hdfs: {addresses: [a], path: /b, hdfsUser: u}}]}\ncontainer: {image: a}',
      ),
    },
    {
      title: 'a path in HDFS that begins with a tag',
      given: withMain(
        'inputs: {parameters: [{name: p, value: x}], artifacts: [{name: b, path: /b, hdfs: {addresses: [a], path: "{{inputs.parameters.p}}", hdfsUser: u}}]}\ncontainer: {image: a}',
      ),
    },
  ],
});
