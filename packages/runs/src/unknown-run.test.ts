import { expect, test } from 'vitest';
import { unknownRun } from './unknown-run.ts';

test.for([
  ['helo', 'hello'],
  ['hlelo', 'hello'],
  ['adopt-a', 'adopt-a1'],
  ['adopt-tty', undefined],
  ['nosuch', undefined],
  ['xy', undefined],
] as const)('%s suggests %s', ([word, want]) => {
  const { message } = unknownRun(word, '.tiphys', ['hello', 'adopt-a1', 'ab']);
  const guess = want === undefined ? '' : ` Did you mean "${want}"?`;
  expect(message).toBe(`There is no run "${word}" in .tiphys.${guess} \`tiphys list\` shows all runs.`);
});
