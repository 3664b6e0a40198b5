import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fromYaml, readYaml, toYaml } from '../src/index.ts';

const root = process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');
const cases = join(root, 'lint/cases');
const isMissing = !existsSync(cases);

interface Expectation {
  readonly valid: boolean;
}

test.skipIf(isMissing)(
  `reads and writes every valid lint case without loss${isMissing ? ' (no conformance data here)' : ''}`,
  () => {
    const expected: Readonly<Record<string, Expectation>> = JSON.parse(
      readFileSync(join(root, 'lint/expected.json'), 'utf8'),
    );
    const valid = readdirSync(cases).filter((file) => expected[file.replace('.yaml', '')]?.valid);
    expect(valid.length).toBeGreaterThan(700);
    for (const file of valid) {
      const text = readFileSync(join(cases, file), 'utf8');
      const { documents, problems } = readYaml(text, { file });
      expect({ file, problems }).toEqual({ file, problems: [] });
      const objects = fromYaml(text, { file });
      expect(objects).toEqual(documents.map((document) => document.value));
      const written = toYaml(objects);
      expect({ file, objects: fromYaml(written) }).toEqual({ file, objects });
      expect(toYaml(fromYaml(written))).toBe(written);
    }
  },
);
