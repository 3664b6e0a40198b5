import { expect, test } from 'vitest';
import { endedRun } from './ended-run.ts';

test.for([
  [
    'Failed',
    'has ended with phase Failed, so it cannot be stopped. Run it again: tiphys retry r, or tiphys resubmit r',
  ],
  ['Succeeded', 'has ended with phase Succeeded, so it cannot be stopped. Run it again: tiphys resubmit r'],
  [undefined, 'has ended, so it cannot be stopped. Run it again: tiphys retry r, or tiphys resubmit r'],
] as const)('a run that ended with %s', ([phase, message]) => {
  expect(endedRun('r', 'stopped', phase).message).toBe(`The run r ${message}`);
});
