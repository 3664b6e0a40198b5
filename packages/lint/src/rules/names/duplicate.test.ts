import { checkRule } from '../../../test/check-rule.ts';
import { withMain } from '../../../test/manifests.ts';
import { duplicateName } from './duplicate.ts';

checkRule(duplicateName, {
  bad: [
    {
      title: 'a name that appears twice',
      given: withMain('steps:\n- - {name: a, template: noop}\n- - {name: a, template: noop}'),
      want: ['spec.templates[2].steps[1][0].name 12: Step "a" already exists above.'],
    },
  ],
  good: [
    {
      title: 'equal names in different lists',
      given: withMain(
        'inputs: {parameters: [{name: a, value: x}], artifacts: [{name: a, path: /a, raw: {data: x}}]}\nsteps: [[{name: a, template: noop}, {name: b, template: noop}]]',
      ),
    },
  ],
});
