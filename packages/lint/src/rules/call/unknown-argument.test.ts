import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { unknownArgument } from './unknown-argument.ts';

checkRule(unknownArgument, {
  bad: [
    {
      title: 'arguments that the template does not have as inputs',
      given: workflow(
        'entrypoint: m\ntemplates: [{name: m, steps: [[{name: s, template: t, arguments: {parameters: [{name: mode, value: x}, {name: colour, value: x}, {name: txt, value: x}], artifacts: [{name: f, raw: {data: x}}]}}]]}, {name: t, inputs: {parameters: [{name: text}, {name: color, value: x}]}, container: {image: a}}]',
      ),
      want: [
        'spec.templates[0].steps[0][0].arguments.parameters[0].name 6: Template "t" has no input parameter "mode", so this argument is ignored.',
        'spec.templates[0].steps[0][0].arguments.parameters[1].name 6: Template "t" has no input parameter "colour", so this argument is ignored. Did you mean "color"?',
        'spec.templates[0].steps[0][0].arguments.artifacts[0].name 6: Template "t" has no input artifact "f", so this argument is ignored.',
      ],
    },
  ],
  good: [
    {
      title:
        'arguments that the template takes, names that are tags, and misspellings that another rule reports',
      given: workflow(
        'entrypoint: m\ntemplates: [{name: m, steps: [[{name: s, template: t, arguments: {parameters: [{name: text, value: x}, {name: "{{item}}", value: x}]}, withItems: [text]}], [{name: r, template: t, arguments: {parameters: [{name: txt, value: x}]}}]]}, {name: t, inputs: {parameters: [{name: text}]}, container: {image: a}}]',
      ),
    },
  ],
});
