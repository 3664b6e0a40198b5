import { checkRule } from '../../../test/check-rule.ts';
import { nameTooLong } from './name-too-long.ts';

checkRule(nameTooLong, {
  bad: [
    {
      title: 'a name that fits into no label',
      given: `kind: CronWorkflow\nmetadata: {name: ${'a'.repeat(53)}}`,
      want: ['metadata.name 2: The name of a CronWorkflow may have 52 characters; this one has 53.'],
    },
  ],
  good: [
    {
      title: 'names of the greatest length',
      given: `kind: CronWorkflow\nmetadata: {name: ${'a'.repeat(52)}}\n---\nkind: Workflow\nmetadata: {name: ${'a'.repeat(63)}}`,
    },
    {
      title: 'a WorkflowEventBinding, which starts no workflow of its name',
      given: `kind: WorkflowEventBinding\nmetadata: {name: ${'a'.repeat(70)}}`,
    },
  ],
});
