import { checkRule } from '../../../test/check-rule.ts';
import { noKind } from './no-kind.ts';

checkRule(noKind, {
  bad: [
    {
      title: 'a document without a kind',
      given: 'a: 1',
      want: [' 1: The document has no "kind", so it was not checked.'],
    },
  ],
  good: [{ title: 'another kind', given: 'kind: ConfigMap' }],
});
