import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importYaml } from '../src/index.ts';
import { commentedYaml } from './commented-yaml.ts';

/** Returns how often a comment has its own line in the code. */
function count(code: string, comment: string): number {
  return code.split('\n').filter((line) => line.trim() === `//${comment}`).length;
}

test('every comment of any YAML is in the code exactly once, in either style', ({ annotate }) => {
  const seen = { files: 0, read: 0, comments: 0 };
  fc.assert(
    fc.property(commentedYaml, fc.constantFrom('builders', 'literals'), ({ text, comments }, style) => {
      const { code, problems, objects } = importYaml(text, { style });
      seen.files += 1;
      if (problems.length > 0 || objects.length === 0) return;
      seen.read += 1;
      seen.comments += comments.length;
      const counts = comments.map((comment) => [comment, count(code, comment)]);
      expect(counts.filter(([, times]) => times !== 1)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(seen.read).toBeGreaterThan(500);
  return annotate(`commented files: ${seen.read} read of ${seen.files}, with ${seen.comments} comments`);
});
