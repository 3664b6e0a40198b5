import { checkRule } from '../../../test/check-rule.ts';
import { yamlNumber } from './number.ts';

checkRule(yamlNumber, {
  bad: [
    {
      title: 'infinity',
      given: 'a: .inf',
      want: [' 1: JSON has no such number; quote it.'],
    },
  ],
  good: [
    {
      title: 'numbers, and infinity in quotes',
      given: 'a: 1.5e3\nb: ".inf"',
    },
  ],
});
