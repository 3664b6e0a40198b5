import { checkRule } from '../../../test/check-rule.ts';
import { mergeOverride } from './merge-override.ts';

checkRule(mergeOverride, {
  bad: [
    {
      title: 'keys that are merged and also written, in any order, or merged twice',
      given:
        'kind: Workflow\nx: &x {a: 1, b: 2}\ny: &y {b: 3}\np:\n  <<: *x\n  a: 3\nq:\n  a: 3\n  <<: *x\nr:\n  <<: [*x, *y]\ns: {<<: *x, c: 1}\n',
      want: [
        ' 6: Key "a" is in this mapping and in what "<<" merges into it: Argo counts it twice and drops the document. Write the mapping without "<<", or merge only keys that it does not have.',
        ' 9: Key "a" is in this mapping and in what "<<" merges into it: Argo counts it twice and drops the document. Write the mapping without "<<", or merge only keys that it does not have.',
        ' 11: Key "b" is in this mapping and in what "<<" merges into it: Argo counts it twice and drops the document. Write the mapping without "<<", or merge only keys that it does not have.',
      ],
    },
  ],
  good: [
    {
      title: 'merges without overlap',
      given: 'kind: Workflow\nx: &x {a: 1}\ny:\n  <<: *x\n  b: 2',
    },
    {
      title: 'a document of another program',
      given: 'kind: Other\nx: &x {a: 1}\ny:\n  <<: *x\n  a: 2',
    },
  ],
});
