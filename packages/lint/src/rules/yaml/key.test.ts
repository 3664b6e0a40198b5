import { checkRule } from '../../../test/check-rule.ts';
import { yamlKey } from './key.ts';

checkRule(yamlKey, {
  bad: [
    {
      title: 'a list as a key',
      given: '? [a]\n: 1',
      want: [' 1: A mapping key must be a string, number or boolean.'],
    },
  ],
  good: [
    {
      title: 'strings, numbers and booleans',
      given: 'a: 1\n2: 3\ntrue: x',
    },
  ],
});
