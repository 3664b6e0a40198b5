import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { unifiedDiff } from './unified-diff.ts';

test.for([
  { title: 'no change', before: 'a\n', after: 'a\n', want: '' },
  {
    title: 'a changed line',
    before: '1\n2\n3\n4\n5\n6\n7\n8\n9\n',
    after: '1\n2\n3\n4\nfive\n6\n7\n8\n9\n',
    want: '--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
  },
  {
    title: 'an added line break at the end',
    before: 'a',
    after: 'a\n',
    want: '--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
  },
  { title: 'a new text', before: '', after: 'a\n', want: '--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n' },
])('shows $title', ({ before, after, want }) => {
  expect(unifiedDiff(before, after, 'f')).toBe(want);
});

function apply(before: string, patch: string): string {
  using folder = temporaryFolder({ 'f.txt': before, 'p.patch': patch });
  execFileSync('git', ['apply', 'p.patch'], { cwd: folder.path });
  return readFileSync(path.join(folder.path, 'f.txt'), 'utf8');
}

test('git applies the patch', () => {
  const text = fc
    .array(fc.constantFrom('a\n', 'b\n', '\n', ' c\n', 'd'), { minLength: 1 })
    .map((lines) => lines.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      expect(apply(before, unifiedDiff(before, after, 'f.txt'))).toBe(after);
    }),
    { numRuns: 30 },
  );
});

test('diffs a file of a megabyte in which every line changes', () => {
  const before = Array.from({ length: 40_000 }, (_, index) => `line ${index} of the file\n`).join('');
  const after = `head\n${before.replaceAll('line', 'row')}`;
  expect(
    apply(`first\n${before}last`, unifiedDiff(`first\n${before}last`, `first\n${after}last`, 'f.txt')),
  ).toBe(`first\n${after}last`);
});
