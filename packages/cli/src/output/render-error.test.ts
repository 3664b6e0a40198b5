import { expect, test } from 'vitest';
import { renderKnownError } from './render-error.ts';

const colours = new Proxy({}, { get: () => (text: string) => text }) as Parameters<
  typeof renderKnownError
>[1]['colours']; // every colour leaves the text as it is

test.for<readonly [string, string]>([
  ['OPERATIONS_NOT_RETRYABLE', 'set the options --restart-successful and --node-field-selector'],
  ['CLIENT_INVALID', 'set the options --restart-successful and --node-field-selector'],
  ['LINT_OTHER', 'set the options restartSuccessful and nodeFieldSelector'],
])('options in errors of an API have the names of the command line: %s', ([code, wanted]) => {
  const message = 'set the options restartSuccessful and nodeFieldSelector';
  expect(renderKnownError({ code, message }, { cwd: '/', colours })).toContain(wanted);
});
