import type { Rule } from '../rule.ts';

/** If a value has the wrong type, Argo cannot read any part of the file. */
export const wrongType: Rule = {
  id: 'structure/wrong-type',
  severity: 'error',
  shallow: true,
  hidesOthers: true,
  summary: 'Every value has the type of its field.',
  *check({ problems, written }) {
    for (const problem of problems) {
      if (problem.kind !== 'wrongType') continue;
      const { path, wanted, found, hint } = problem;
      const quoted = /^the (?:number|boolean) (.*)$/.exec(found);
      // YAML reads `n` as false and `010` as 8, so quote what is in the file.
      const text = quoted && (written?.(path) ?? quoted[1]);
      const advice =
        hint ?? (wanted === 'a string' && text ? `Quote it: ${JSON.stringify(text)}.` : undefined);
      yield {
        path,
        message: `Value must be ${wanted}, not ${found}.`,
        ...(advice ? { suggestion: advice } : {}),
      };
    }
  },
};
