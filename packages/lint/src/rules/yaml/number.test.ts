import { checkRule } from '../../../test/check-rule.ts';
import { yamlNumber } from './number.ts';

checkRule(yamlNumber, {
  bad: [
    {
      title: 'infinity',
      given: 'a: .inf',
      want: [' 1: This number cannot be expressed in JSON; quote it.'],
    },
  ],
  good: [
    {
      title: 'numbers, and infinity in quotes',
      given: 'a: 1.5e3\nb: ".inf"',
    },
  ],
});
