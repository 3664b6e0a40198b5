import { absence, isAbsent, readLintCases } from '@tiphys/tools-conformance';
import { expect, test } from 'vitest';
import { lint } from '../src/index.ts';

/** The number of files that agree; it may only rise. */
const FLOOR = 914;

test.skipIf(isAbsent)(`agrees with argo lint${absence}`, async ({ annotate }) => {
  const count = { valid: 0, validOf: 0, invalid: 0, invalidOf: 0 };
  const falseErrors: string[] = [];
  const missed: string[] = [];
  for (const { id, text, isValid, errors } of readLintCases()) {
    const [error] = lint([{ file: id, text }], { compat: 'argo' }).filter(
      (issue) => issue.severity === 'error',
    );
    count[isValid ? 'validOf' : 'invalidOf']++;
    if (isValid === !error) count[isValid ? 'valid' : 'invalid']++;
    else if (error) falseErrors.push(`${id}:${error.line}: ${error.rule}: ${error.message}`);
    else missed.push(`${id}: ${errors[0]?.message}`);
  }
  const agreeing = count.valid + count.invalid;
  const total = count.validOf + count.invalidOf;
  await annotate(
    `lint: ${total} files, ${agreeing} agreeing (valid ${count.valid} of ${count.validOf}, invalid ${count.invalid} of ${count.invalidOf}), differing: ${total - agreeing}`,
  );
  expect(falseErrors).toEqual([]);
  expect(agreeing, missed.join('\n')).toBeGreaterThanOrEqual(FLOOR);
});
