import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../src/tables.ts';
import { checkObject } from './check-object.ts';
import { absence, absent, readValidCases, type ValidCase } from './lint-cases.ts';
import { findRefusedLines } from './type-check.ts';

/** Where Argo's lint takes what both tables and types refuse, and why they do so. */
const REFUSED: Readonly<Record<string, string>> = {
  '3d02da4aaee5': 'subpath for subPath: lint reads field names in any case, the API server does not',
  '8808efeb0d01': 'a list as the value of a parameter: lint reads it as its text, the CRD refuses it',
  e88a7c346f1b: 'a tag as the action of a resource template: lint takes it, the enum of the CRD does not',
};

const REFUSED_BY_TABLES: Readonly<Record<string, string>> = {
  ...REFUSED,
  ac08f0e63753: 'a tag in the name of a step: lint takes it, the pattern of the CRD does not',
};

const REFUSED_BY_TYPES: Readonly<Record<string, string>> = {
  ...REFUSED,
  a59745500f70: 'the status of a node without id and type, which the controller always writes',
  a7bede63c351: 'a volume mount without path: lint takes it, the API server does not',
  c62003a2f1a5: 'the status of a node without id and type, which the controller always writes',
  df77a5475db4: 'two bodies in the defaults: at most one by design',
  f9071aa9e84c: 'no metadata: lint takes it, the API server wants a name',
  fe879f529e69: 'the status of a node without id and type, which the controller always writes',
};

describe.skipIf(absent)(`the files that Argo's lint takes${absence}`, () => {
  test('the tables accept every object, with known exceptions', ({ annotate }) => {
    const cases = readValidCases();
    const refused = cases.filter(({ objects }) => objects.some((object) => checkObject(object).length > 0));
    annotate(`${cases.length - refused.length} of ${cases.length} valid files accepted`);
    expect(refused.map(({ id }) => id)).toEqual(Object.keys(REFUSED_BY_TABLES).sort());
  });

  test('the types accept every object as a literal, with known exceptions', ({ annotate }) => {
    const cases = readValidCases();
    const refused = checkLiterals(cases);
    annotate(`${cases.length - refused.length} of ${cases.length} valid files accepted`);
    expect(refused).toEqual(Object.keys(REFUSED_BY_TYPES).sort());
  });
});

/** Gives the cases of which tsc refuses an object. */
function checkLiterals(cases: readonly ValidCase[]): readonly string[] {
  const models = join(import.meta.dirname, '../src/v4.1/generated/index.ts');
  const lines = cases.flatMap(({ id, objects }) => objects.map((object) => ({ id, text: literal(object) })));
  const imports = `import type { ${Object.keys(kinds).join(', ')} } from "${models}";`;
  const head = `${imports} declare function check<T>(value: T): void;`;
  const { refused } = findRefusedLines([head, ...lines.map(({ text }) => text)]);
  return [...new Set([...refused].map((line) => lines[line - 1]?.id ?? `line ${line}`))].sort();
}

/** Go takes `null` as absent, which a literal would leave out. */
function literal(object: { readonly kind: string }): string {
  const text = JSON.stringify(object, (_, value: unknown) => withoutNulls(value));
  return `check<${object.kind}>(${text});`;
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== null));
}
