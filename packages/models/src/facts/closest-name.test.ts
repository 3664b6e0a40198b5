import { expect, test } from 'vitest';
import { closestName } from './closest-name.ts';

test.for<readonly [name: string, known: readonly string[], wanted: string | undefined]>([
  ['entripoint', ['entrypoint', 'onExit'], 'entrypoint'],
  ['COUNT', ['amount', 'count'], 'count'],
  ['parameter', ['parameters', 'perimeter'], 'parameters'],
  ['cuont', ['count'], 'count'],
  ['abc', ['xyc'], undefined],
  ['abc', ['abx'], 'abx'],
  ['nothing', ['count', 'mode'], undefined],
  ['count', [], undefined],
])('%s among %j means %s', ([name, known, wanted]) => {
  expect(closestName(name, known)).toBe(wanted);
});
