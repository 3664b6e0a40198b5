import { checkRule } from '../../../test/check-rule.ts';
import { yamlSyntax } from './syntax.ts';

checkRule(yamlSyntax, {
  bad: [
    {
      title: 'broken YAML',
      given: 'a: [',
      want: [' 1: Unexpected end of the stream within a flow collection.'],
    },
  ],
  good: [
    {
      title: 'documents and comments',
      given: '# nothing\na: [1, 2]\n---\nb: {}',
    },
  ],
});
