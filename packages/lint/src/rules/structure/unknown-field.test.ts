import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { unknownField } from './unknown-field.ts';

checkRule(unknownField, {
  bad: [
    {
      title: 'a misspelt field',
      given: workflow('entryPoint: main'),
      want: ['spec.entryPoint 5: Argo knows no field "entryPoint" here. Did you mean "entrypoint"?'],
    },
    {
      title: 'a field of an older Argo',
      given: workflow('synchronization: {mutex: {name: m}}'),
      want: [
        'spec.synchronization.mutex 5: Synchronization.mutex is gone since Argo v4.0. Write it as the only element of "mutexes".',
      ],
    },
    {
      title: 'a field like none',
      given: withMain('container: {image: a, qqqqqqqq: 1}'),
      want: ['spec.templates[2].container.qqqqqqqq 10: Argo knows no field "qqqqqqqq" here.'],
    },
  ],
  good: [
    {
      title: 'free objects',
      given: withMain('plugin: {hello: {any: thing}}'),
    },
  ],
});
