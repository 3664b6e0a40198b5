import { absence, isAbsent, readLintCases } from '@tiphys/tools-conformance';
import { fromYaml, readYaml } from '@tiphys/yaml';
import { expect, test } from 'vitest';
import { toYaml } from '../src/index.ts';

test.skipIf(isAbsent)(`reads and writes every valid lint case without loss${absence}`, () => {
  const valid = readLintCases().filter(({ isValid }) => isValid);
  expect(valid.length).toBeGreaterThan(700);
  for (const { id, text } of valid) {
    const { documents, problems } = readYaml(text);
    expect({ id, problems }).toEqual({ id, problems: [] });
    const objects = fromYaml(text);
    expect(objects).toEqual(documents.map((document) => document.value));
    const written = toYaml(objects);
    expect({ id, objects: fromYaml(written) }).toEqual({ id, objects });
    expect(toYaml(fromYaml(written))).toBe(written);
  }
});
