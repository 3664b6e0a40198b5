import { checkRule } from '../../../test/check-rule.ts';
import { workflow } from '../../../test/manifests.ts';
import { duplicateKey } from './duplicate-key.ts';

checkRule(duplicateKey, {
  bad: [
    {
      title: 'a key that appears twice',
      given: workflow('entrypoint: a\nentrypoint: b'),
      want: [' 6: The key "entrypoint" is in this mapping twice.'],
    },
  ],
  good: [
    {
      title: 'a key in two mappings',
      given: 'a: {k: 1}\nb: {k: 1}',
    },
  ],
});
