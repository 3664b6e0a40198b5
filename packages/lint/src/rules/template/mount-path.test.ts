import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { mountPath } from './mount-path.ts';

checkRule(mountPath, {
  bad: [
    {
      title: 'a path that is used twice',
      given: withMain(
        'inputs: {artifacts: [{name: a, path: /w, raw: {data: x}}]}\ncontainer: {image: a, volumeMounts: [{name: v, mountPath: /w}, {name: u, mountPath: /w}]}',
      ),
      want: [
        'spec.templates[2].inputs.artifacts[0].path 10: Path "/w" is already used by volume "u".',
        'spec.templates[2].container.volumeMounts[1].mountPath 11: Path "/w" is already used by volume "v".',
      ],
    },
  ],
  good: [
    {
      title: 'different paths',
      given: withMain(
        'inputs: {artifacts: [{name: a, path: /a, raw: {data: x}}]}\ncontainer: {image: a, volumeMounts: [{name: v, mountPath: /v}, {name: w, mountPath: /w}]}',
      ),
    },
    {
      title: 'a script, which Argo does not check',
      given: withMain(
        'script: {image: a, source: x, volumeMounts: [{name: v, mountPath: /v}, {name: w, mountPath: /v}]}',
      ),
    },
  ],
});
