import { expect, test } from 'vitest';
import { endedRun } from './ended-run.ts';
import { RunsError } from './runs-error.ts';
import { unknownRun } from './unknown-run.ts';

test.for<readonly [error: RunsError, message: string]>([
  [
    endedRun('tiphys list', 'stopped'),
    'The run tiphys list has ended, so it cannot be stopped. Run it again: tiphys retry tiphys list -n a, or tiphys resubmit tiphys list -n a',
  ],
  [
    unknownRun('tiphys get x', 'here', ['y']),
    'There is no run "tiphys get x" in here. `tiphys list -n a` shows all runs.',
  ],
  [new RunsError('RUNS_ANSWER', 'Not tiphys list.', { run: 'r' }), 'Not tiphys list.'],
])('only the commands of a message get options: %s', ([error, message]) => {
  const led = error.withFlags(' -n a');
  expect(led).toMatchObject({ message, code: error.code, run: error.run, cause: error });
});
