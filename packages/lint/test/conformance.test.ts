import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint } from '../src/index.ts';

/** May only rise. */
const FLOOR = 914;

const root = process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');
const folder = join(root, 'lint');
const isMissing = !existsSync(folder);

interface Expectation {
  readonly valid: boolean;
  readonly errors: readonly { readonly message: string }[];
}

test.skipIf(isMissing)(
  `agrees with argo lint${isMissing ? ' (no conformance data here)' : ''}`,
  async ({ annotate }) => {
    const expected: Readonly<Record<string, Expectation>> = JSON.parse(
      readFileSync(join(folder, 'expected.json'), 'utf8'),
    );
    const count = { valid: 0, validOf: 0, invalid: 0, invalidOf: 0 };
    const calledWrong: string[] = [];
    const missed: string[] = [];
    for (const file of readdirSync(join(folder, 'cases'))) {
      const text = readFileSync(join(folder, 'cases', file), 'utf8');
      const [error] = lint([{ file, text }]).filter((issue) => issue.severity === 'error');
      const want = expected[file.replace('.yaml', '')];
      if (!want) continue;
      count[want.valid ? 'validOf' : 'invalidOf']++;
      if (want.valid === !error) count[want.valid ? 'valid' : 'invalid']++;
      else if (error) calledWrong.push(`${file}:${error.line}: ${error.rule}: ${error.message}`);
      else missed.push(`${file}: ${want.errors[0]?.message}`);
    }
    const agreeing = count.valid + count.invalid;
    const total = count.validOf + count.invalidOf;
    await annotate(
      `lint: ${total} files, ${agreeing} agreeing (valid ${count.valid} of ${count.validOf}, invalid ${count.invalid} of ${count.invalidOf}), differing: ${total - agreeing}`,
    );
    expect(calledWrong).toEqual([]);
    expect(agreeing, missed.join('\n')).toBeGreaterThanOrEqual(FLOOR);
  },
);
