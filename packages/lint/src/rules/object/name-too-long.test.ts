import { checkRule } from '../../../test/check-rule.ts';
import { nameTooLong } from './name-too-long.ts';

checkRule(nameTooLong, {
  bad: [
    {
      title: 'a name that does not fit in a label',
      given: `kind: CronWorkflow\nmetadata: {name: ${'a'.repeat(53)}}`,
      want: ['metadata.name 2: CronWorkflow name has 53 characters: the limit is 52.'],
    },
  ],
  good: [
    {
      title: 'names of the maximum length',
      given: `kind: CronWorkflow\nmetadata: {name: ${'a'.repeat(52)}}\n---\nkind: Workflow\nmetadata: {name: ${'a'.repeat(63)}}`,
    },
    {
      title: 'a WorkflowEventBinding, whose name is not the name of a workflow',
      given: `kind: WorkflowEventBinding\nmetadata: {name: ${'a'.repeat(70)}}`,
    },
  ],
});
