import { checkRule } from '../../../test/check-rule.ts';
import { withMain, withSteps } from '../../../test/manifests.ts';
import { artifactSource } from './artifact-source.ts';

checkRule(artifactSource, {
  bad: [
    {
      title: 'an artifact without a source, and one with two',
      given: withMain(
        'steps: [[{name: a, template: noop, arguments: {artifacts: [{name: x, fromExpression: y}, {name: z, from: a, fromExpression: b}]}}]]',
      ),
      want: [
        'spec.templates[2].steps[0][0].arguments.artifacts[0] 10: Artifact "x" needs "from" or a location, such as "s3" with a "key".',
        'spec.templates[2].steps[0][0].arguments.artifacts[1] 10: Artifact "z" has both "from" and "fromExpression": use one of them.',
      ],
    },
  ],
  good: [
    {
      title: 'an artifact from a step, and one with a location',
      given: withSteps(
        'name: a, template: noop',
        'name: b, template: noop, arguments: {artifacts: [{name: x, from: "{{steps.a.outputs.artifacts.x}}"}, {name: y, s3: {key: k}}, {name: z, raw: {data: d}}]}',
      ),
    },
  ],
});
