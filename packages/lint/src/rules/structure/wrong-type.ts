import type { Rule } from '../../rule.ts';

/** A value that Go cannot decode keeps the whole file from being read. */
export const wrongType: Rule = {
  id: 'structure/wrong-type',
  severity: 'error',
  shallow: true,
  summary: 'Every value has the type of its field.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'wrongType') continue;
      const { path, wanted, found, hint } = problem;
      const quoted = /^the (?:number|truth value) (.*)$/.exec(found);
      const advice =
        hint ?? (wanted === 'a string' && quoted ? `Put it in quotes: "${quoted[1]}".` : undefined);
      yield {
        path,
        message: `This must be ${wanted}, not ${found}.`,
        ...(advice ? { suggestion: advice } : {}),
      };
    }
  },
};
