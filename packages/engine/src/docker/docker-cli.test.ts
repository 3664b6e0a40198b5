import { expect, test } from 'vitest';
import { lastSentence } from './docker-cli.ts';

test.for([
  { given: '', want: 'it gave no reason.' },
  {
    given: 'Error response from daemon: Minimum memory limit allowed is 6MB\n',
    want: 'Minimum memory limit allowed is 6MB.',
  },
  {
    given:
      "docker: Error response from daemon: network nonet not found\n\nRun 'docker run --help' for more information\n",
    want: 'network nonet not found.',
  },
  { given: "unknown flag: --x\nSee 'docker pull --help'.\n", want: 'unknown flag: --x.' },
  { given: 'Error: short-name "x" did not resolve\n', want: 'short-name "x" did not resolve.' },
  { given: 'Is the docker daemon running?\n', want: 'Is the docker daemon running?' },
])('the reason in $given', ({ given, want }) => {
  expect(lastSentence(given)).toBe(want);
});
