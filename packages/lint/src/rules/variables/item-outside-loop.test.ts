import { checkRule } from '../../../test/check-rule.ts';
import { callEcho, withMain, withSteps } from '../../../test/manifests.ts';
import { itemOutsideLoop } from './item-outside-loop.ts';

checkRule(itemOutsideLoop, {
  bad: [
    {
      title: 'an item outside a loop',
      given: withMain(
        `steps:\n- - {name: a, ${callEcho('{{item}}')}}\n  - {name: b, ${callEcho('{{item}}')}, withParam: "[]"}`,
      ),
      want: [
        'spec.templates[2].steps[0][0].arguments.parameters[0].value 11: Step "a" is not a loop, so {{item}} is left as is.',
      ],
    },
  ],
  good: [
    {
      title: 'items in loops, even in an inline template',
      given: withSteps(
        `name: a, ${callEcho('{{item}}')}, withItems: [1]`,
        'name: b, withItems: [1], inline: {container: {image: a, args: ["{{item}}"]}}',
      ),
    },
  ],
});
