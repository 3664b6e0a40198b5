import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { entrypointInputs } from './entrypoint-inputs.ts';

const TEMPLATES =
  'templates: [{name: main, inputs: {parameters: [{name: a}], artifacts: [{name: b, path: /b}]}, container: {image: x}}]';

checkRule(entrypointInputs, {
  bad: [
    {
      title: 'inputs of the entrypoint without a value',
      given: workflow(`entrypoint: main\n${TEMPLATES}`),
      want: [
        'spec.entrypoint 5: Parameter "a" of template "main" has no value in the arguments of the workflow.',
        'spec.entrypoint 5: Artifact "b" of template "main" has no value in the arguments of the workflow.',
      ],
    },
  ],
  good: [
    {
      title: 'inputs of the entrypoint with a value',
      given: workflow(
        `entrypoint: main\narguments: {parameters: [{name: a, value: x}], artifacts: [{name: b, s3: {key: k}}]}\n${TEMPLATES}`,
      ),
    },
  ],
});
