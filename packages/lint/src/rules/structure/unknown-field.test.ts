import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { unknownField } from './unknown-field.ts';

checkRule(unknownField, {
  bad: [
    {
      title: 'a misspelt field',
      given: workflow('entryPoint: main'),
      want: [
        'spec.entryPoint 5: Field "entryPoint" does not exist in WorkflowSpec. Did you mean "entrypoint"?',
      ],
    },
    {
      title: 'a field of an older version',
      given: workflow('synchronization: {mutex: {name: m}}'),
      want: [
        'spec.synchronization.mutex 5: Field "mutex" of Synchronization was removed in Argo v4.0. Write it as the only element of "mutexes".',
      ],
    },
    {
      title: 'a field that is similar to no other',
      given: withMain('container: {image: a, qqqqqqqq: 1}'),
      want: ['spec.templates[2].container.qqqqqqqq 10: Field "qqqqqqqq" does not exist in Container.'],
    },
  ],
  good: [
    {
      title: 'objects with any fields',
      given: withMain('plugin: {hello: {any: thing}}'),
    },
  ],
});
