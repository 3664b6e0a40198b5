import { checkRule } from '../../../test/check-rule.ts';
import { withMain, workflow } from '../../../test/manifests.ts';
import { missingField } from './missing-field.ts';

checkRule(missingField, {
  bad: [
    {
      title: 'a missing field',
      given: withMain('container: {image: a, env: [{value: x}]}'),
      want: ['spec.templates[2].container.env[0] 10: EnvVar needs the field "name".'],
    },
  ],
  good: [
    {
      title: 'a status that was cut short',
      given: `${workflow('workflowTemplateRef: {name: a}')}\nstatus: {nodes: {a: {name: a}}}`,
    },
  ],
});
