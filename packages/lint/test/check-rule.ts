import { describe, expect, test } from 'vitest';
import { type LintInput, lint } from '../src/index.ts';

/** A manifest in which a rule finds something, and what: `path line: message suggestion`. */
export interface BadCase {
  readonly title: string;
  readonly given: string;
  readonly want: readonly [string, ...string[]];
}

/** A manifest in which a rule finds nothing. */
export interface GoodCase {
  readonly title: string;
  readonly given: string;
}

/** The cases of a rule: at least one that it reports, and one that it accepts. */
export interface RuleCases {
  readonly bad: readonly [BadCase, ...BadCase[]];
  readonly good: readonly [GoodCase, ...GoodCase[]];
}

/** Tests a rule with manifests that it reports, and others that it accepts. */
export function checkRule(rule: { readonly id: string }, { bad, good }: RuleCases): void {
  describe(rule.id, () => {
    test.for(bad)('reports $title', ({ given, want }) => {
      expect(findingsOf(rule.id, { file: 'wf.yaml', text: given })).toEqual(want);
    });

    test.for(good)('accepts $title', ({ given }) => {
      expect(findingsOf(rule.id, { file: 'wf.yaml', text: given })).toEqual([]);
    });
  });
}

/** Returns what a rule says of an input. */
export function findingsOf(rule: string, input: LintInput): readonly string[] {
  return lint([input])
    .filter((issue) => issue.rule === rule)
    .map(
      ({ path, line, message, suggestion }) =>
        `${path} ${line}: ${message}${suggestion ? ` ${suggestion}` : ''}`,
    );
}
