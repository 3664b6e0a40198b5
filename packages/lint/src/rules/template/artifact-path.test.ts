import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { artifactPath } from './artifact-path.ts';

checkRule(artifactPath, {
  bad: [
    {
      title: 'an artifact without a path',
      given: withMain(
        'inputs: {artifacts: [{name: a, from: x, raw: {data: d}}]}\noutputs: {artifacts: [{name: b, path: /a/../b}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].inputs.artifacts[0] 10: Artifact "a" of template "main" needs a "path".',
        'spec.templates[2].inputs.artifacts[0] 10: Input artifact "a" cannot have "from": the caller passes the artifact.',
        'spec.templates[2].outputs.artifacts[0].path 11: Path of artifact "b" must not leave its folder with "..".',
      ],
    },
    {
      title: 'an artifact with a path in a steps template',
      given: withMain('inputs: {artifacts: [{name: a, path: /a}]}\nsteps: [[{name: s, template: noop}]]'),
      want: [
        'spec.templates[2].inputs.artifacts[0].path 10: Artifact "a" of a steps template cannot have a "path".',
      ],
    },
    {
      title: 'a path that leaves its folder at the end',
      given: withMain(
        'outputs: {artifacts: [{name: b, path: /a/../a/b}, {name: c, path: ../c}, {name: d, path: /a..b/..}, {name: e, path: /ab/cd}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].outputs.artifacts[2].path 10: Path of artifact "d" must not leave its folder with "..".',
      ],
    },
  ],
  good: [
    {
      title: 'paths in a container template, and artifacts of steps without paths',
      given: workflow(
        'templates: [{name: a, inputs: {artifacts: [{name: f, path: /f}]}, container: {image: a}}, {name: b, inputs: {artifacts: [{name: f}]}, steps: []}]',
      ),
    },
  ],
});
