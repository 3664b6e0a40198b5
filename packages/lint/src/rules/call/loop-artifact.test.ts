import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { loopArtifact } from './loop-artifact.ts';

checkRule(loopArtifact, {
  bad: [
    {
      title: 'an artifact of a loop',
      given: workflow(
        'entrypoint: m\ntemplates: [{name: m, steps: [[{name: l, template: t, withItems: [1, 2]}, {name: o, template: t}], [{name: u, template: u, arguments: {artifacts: [{name: f, from: "{{steps.l.outputs.artifacts.f}}"}, {name: g, from: "{{steps.o.outputs.artifacts.f}}"}]}}]]}, {name: t, outputs: {artifacts: [{name: f, path: /f}]}, container: {image: a}}, {name: u, inputs: {artifacts: [{name: f, path: /f}, {name: g, path: /g}]}, container: {image: a}}]',
      ),
      want: [
        'spec.templates[0].steps[1][0].arguments.artifacts[0].from 6: Step "l" is a loop, so its artifacts cannot be used. Give each item a key of its own in the artifact repository, and read the folder above the keys.',
      ],
    },
  ],
  good: [
    {
      title: 'a parameter of a loop, and an artifact of a single step',
      given: workflow(
        'entrypoint: m\ntemplates: [{name: m, steps: [[{name: l, template: t, withItems: [1, 2]}, {name: o, template: t}], [{name: u, template: u, arguments: {parameters: [{name: p, value: "{{steps.l.outputs.parameters.p}}"}], artifacts: [{name: f, from: "{{steps.o.outputs.artifacts.f}}"}]}}]]}, {name: t, outputs: {parameters: [{name: p, valueFrom: {path: /p}}], artifacts: [{name: f, path: /f}]}, container: {image: a}}, {name: u, inputs: {parameters: [{name: p}], artifacts: [{name: f, path: /f}]}, container: {image: a}}]',
      ),
    },
  ],
});
