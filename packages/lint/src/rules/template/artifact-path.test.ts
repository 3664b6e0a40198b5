import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { artifactPath } from './artifact-path.ts';

checkRule(artifactPath, {
  bad: [
    {
      title: 'an artifact without path',
      given: withMain(
        'inputs: {artifacts: [{name: a, from: x, raw: {data: d}}]}\noutputs: {artifacts: [{name: b, path: /a/../b}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].inputs.artifacts[0] 10: The artifact "a" of template "main" needs a "path".',
        'spec.templates[2].inputs.artifacts[0] 10: The input artifact "a" cannot have "from": whoever calls the template gives it.',
        'spec.templates[2].outputs.artifacts[0].path 11: A path may not leave its folder with "..".',
      ],
    },
    {
      title: 'an artifact of steps with path',
      given: withMain('inputs: {artifacts: [{name: a, path: /a}]}\nsteps: [[{name: s, template: noop}]]'),
      want: ['spec.templates[2].inputs.artifacts[0].path 10: An artifact of a steps template has no "path".'],
    },
    {
      title: 'paths with dots that stay where they are',
      given: withMain(
        'outputs: {artifacts: [{name: b, path: /a/../a/b}, {name: c, path: ../c}, {name: d, path: /a..b/..}, {name: e, path: /ab/cd}]}\ncontainer: {image: a}',
      ),
      want: ['spec.templates[2].outputs.artifacts[2].path 10: A path may not leave its folder with "..".'],
    },
  ],
  good: [
    {
      title: 'paths of a leaf, and artifacts of steps without paths',
      given: workflow(
        'templates: [{name: a, inputs: {artifacts: [{name: f, path: /f}]}, container: {image: a}}, {name: b, inputs: {artifacts: [{name: f}]}, steps: []}]',
      ),
    },
  ],
});
