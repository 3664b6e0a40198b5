import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { artifactLocation } from './artifact-location.ts';

checkRule(artifactLocation, {
  bad: [
    {
      title: 'incomplete locations',
      given: withMain(
        'inputs: {artifacts: [{name: a, path: /a, git: {}}, {name: b, path: /b, hdfs: {path: b}}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].inputs.artifacts[0].git 10: "git" needs a "repo".',
        'spec.templates[2].inputs.artifacts[1].hdfs 10: "hdfs" needs "addresses".',
        'spec.templates[2].inputs.artifacts[1].hdfs 10: "hdfs" needs "hdfsUser", "krbCCacheSecret" or "krbKeytabSecret".',
        'spec.templates[2].inputs.artifacts[1].hdfs.path 10: "path" of "hdfs" must begin with "/".',
      ],
    },
    {
      title: 'an HDFS location without the fields for Kerberos',
      given: withMain(
        'archiveLocation: {hdfs: {addresses: [a], path: /b, krbKeytabSecret: {name: a, key: k}, krbRealm: r}}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].archiveLocation.hdfs 10: "hdfs" with Kerberos also needs "krbServicePrincipalName", "krbConfigConfigMap" and "krbUsername".',
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
      title: 'an HDFS path that begins with a tag',
      given: withMain(
        'inputs: {parameters: [{name: p, value: x}], artifacts: [{name: b, path: /b, hdfs: {addresses: [a], path: "{{inputs.parameters.p}}", hdfsUser: u}}]}\ncontainer: {image: a}',
      ),
    },
  ],
});
