import { checkRule } from '../../../test/check-rule.ts';
import { yamlAlias } from './alias.ts';

checkRule(yamlAlias, {
  bad: [{ title: 'an unknown alias', given: 'a: *b', want: [' 1: Unidentified alias "b".'] }],
  good: [
    {
      title: 'an alias with its anchor',
      given: 'a: &b 1\nc: *b',
    },
  ],
});
