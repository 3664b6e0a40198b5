import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { entrypointInputs } from './entrypoint-inputs.ts';

const TEMPLATES =
  'templates: [{name: main, inputs: {parameters: [{name: a}], artifacts: [{name: b, path: /b}]}, container: {image: x}}]';

checkRule(entrypointInputs, {
  bad: [
    {
      title: 'inputs of the entrypoint that nobody gives',
      given: workflow(`entrypoint: main\n${TEMPLATES}`),
      want: [
        'spec.entrypoint 5: The workflow gives no value to the argument parameter "a", which template "main" needs.',
        'spec.entrypoint 5: The workflow gives no value to the argument artifact "b", which template "main" needs.',
      ],
    },
  ],
  good: [
    {
      title: 'inputs of the entrypoint that are given',
      given: workflow(
        `entrypoint: main\narguments: {parameters: [{name: a, value: x}], artifacts: [{name: b, s3: {key: k}}]}\n${TEMPLATES}`,
      ),
    },
  ],
});
