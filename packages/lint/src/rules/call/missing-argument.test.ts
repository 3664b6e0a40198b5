import { checkRule } from '../../../test/check-rule.ts';
import { library, withSteps, workflow } from '../../../test/manifests.ts';
import { missingArgument } from './missing-argument.ts';

checkRule(missingArgument, {
  bad: [
    {
      title: 'a missing argument',
      given: withSteps('name: a, template: echo, arguments: {parameters: [{name: txt, value: x}]}'),
      want: [
        'spec.templates[2].steps[0][0].arguments 11: Step "a" does not pass the parameter "text", which template "echo" requires. The step passes "txt". Did you mean "text"?',
      ],
    },
    {
      title: "a missing argument of another object's template",
      given:
        withSteps('name: a, templateRef: {name: lib, template: t}') +
        library(
          '{templates: [{name: t, inputs: {artifacts: [{name: x, path: /x}, {name: y, path: /y, optional: true}]}, container: {image: i}}]}',
        ),
      want: [
        'spec.templates[2].steps[0][0].arguments 11: Step "a" does not pass the artifact "x", which template "t" requires.',
      ],
    },
  ],
  good: [
    {
      title: 'an argument, a default, and an optional artifact',
      given: workflow(
        'entrypoint: m\ntemplates: [{name: m, steps: [[{name: a, template: t, arguments: {parameters: [{name: p, value: x}]}}]]}, {name: t, inputs: {parameters: [{name: p}, {name: q, default: x}, {name: r, value: x}], artifacts: [{name: f, path: /f, optional: true}, {name: g, path: /g, raw: {data: x}}]}, container: {image: a}}]',
      ),
    },
    {
      title: 'an argument without a value, which another rule reports',
      given: withSteps('name: a, template: echo, arguments: {parameters: [{name: text}]}'),
    },
  ],
});
