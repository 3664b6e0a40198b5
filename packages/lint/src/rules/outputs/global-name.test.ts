import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { outputGlobalName } from './global-name.ts';

checkRule(outputGlobalName, {
  bad: [
    {
      title: 'a global name with invalid characters',
      given: withMain(
        'outputs: {parameters: [{name: a, globalName: a b, valueFrom: {path: /a}}, {name: b, globalName: "{{workflow.name}}", valueFrom: {path: /a}}]}\ncontainer: {image: a}',
      ),
      want: [
        'spec.templates[2].outputs.parameters[0].globalName 10: Global name "a b" is invalid: use only letters, digits, "-" and "_".',
      ],
    },
  ],
  good: [
    {
      title: 'names, tags and expressions',
      given: withMain(
        'outputs: {parameters: [{name: a, globalName: a_b-1, valueFrom: {path: /a}}, {name: b, globalName: "{{=workflow.name}}", valueFrom: {path: /a}}], artifacts: [{name: f, globalName: f, path: /f}]}\ncontainer: {image: a}',
      ),
    },
  ],
});
