import { checkRule } from '../../../test/check-rule.ts';
import { noKind } from './no-kind.ts';

checkRule(noKind, {
  bad: [
    {
      title: 'a document without kind',
      given: 'a: 1',
      want: [' 1: This document has no "kind", so nothing in it was checked.'],
    },
  ],
  good: [{ title: 'another kind', given: 'kind: ConfigMap' }],
});
