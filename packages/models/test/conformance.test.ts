import { join } from 'node:path';
import { absence, type CrdSchema, isAbsent, judge, readCrds } from '@tiphys/tools-conformance';
import { beforeAll, describe, expect, test } from 'vitest';
import { kinds } from '../src/v4.1/generated/tables.ts';
import { checkObject } from './check-object.ts';
import { type ReadCase, readCases } from './lint-cases.ts';
import { readAsArgo, type Scalars } from './read-as-argo.ts';
import { findRefusedLines } from './type-check.ts';

// Argo's lint reads leniently; its CRDs, which an API server checks, do not. Lint or the CRDs reject everything that the models reject. The answers
// were recorded with Argo 4.1, so its models are compared with them, also when there is a newer version.

/** Required by the CRDs, because Argo's client always writes them, even if empty; authors omit them. */
const writtenByClient = /\.(maxAge|realtime): missing$/;

/** Types cannot express patterns and limits. */
const patternOrLimit = /: not \^|: \d+ is not between /;

describe.skipIf(isAbsent)(`the files that Argo's lint has checked${absence}`, () => {
  let cases: readonly ReadCase[];
  let crds: ReadonlyMap<string, CrdSchema>;
  beforeAll(() => {
    cases = readCases();
    crds = readCrds('v4.1');
  });

  /** Returns why the CRDs reject a file. */
  const complaints = ({ objects }: ReadCase): readonly string[] =>
    objects.flatMap((object) => [...judge(read(object, 'asText'), crds.get(object.kind) ?? {})]);

  test('the tables reject only what lint or the CRDs reject', async ({ annotate }) => {
    const refused = cases.filter(({ objects }) =>
      objects.some((object) => checkObject(read(object, 'asText')).length > 0),
    );
    const differing = refused.filter((one) => one.isValid && complaints(one).length === 0);
    await annotate(
      `tables: ${cases.length} files, ${refused.length} refused, differing: ${differing.length}`,
    );
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  test('the tables reject all that the CRDs reject, except missing fields', async ({ annotate }) => {
    const refused = cases.filter((one) => complaints(one).some((text) => !text.endsWith(': missing')));
    const differing = refused.filter(({ objects }) =>
      objects.every((object) => checkObject(read(object, 'asText')).length === 0),
    );
    await annotate(`CRDs: ${cases.length} files, ${refused.length} refused, differing: ${differing.length}`);
    expect(refused.length).toBeGreaterThan(10);
    expect(differing.map(({ id }) => id)).toEqual([]);
  });

  test('the types accept, as a literal, every object that lint and the CRDs accept', async ({ annotate }) => {
    const valid = cases.filter((one) => one.isValid);
    const refused = checkLiterals(valid);
    const byCrds = valid.filter((one) => isRefusedByTypes(complaints(one)));
    const byDesign = valid.filter((one) => !byCrds.includes(one) && hasTwoDefaultBodies(one));
    const wanted = [...byCrds, ...byDesign].map(({ id }) => id).sort();
    const differing = [...refused, ...wanted].filter((id) => !refused.includes(id) || !wanted.includes(id));
    await annotate(
      `types: ${valid.length} valid files, ${valid.length - refused.length} accepted, ${byCrds.length} refused as the CRDs do, ${byDesign.length} by design, differing: ${differing.length}`,
    );
    expect(differing).toEqual([]);
  });
});

function read(object: { readonly kind: string }, scalars: Scalars): unknown {
  return readAsArgo(object, { kind: 'reference', to: kinds[object.kind] ?? object.kind }, scalars);
}

function isRefusedByTypes(texts: readonly string[]): boolean {
  return texts.some((text) => !writtenByClient.test(text) && !patternOrLimit.test(text));
}

/** By design, `templateDefaults` has at most one body; Argo accepts several and uses each for templates of its type. */
function hasTwoDefaultBodies({ objects }: ReadCase): boolean {
  return objects.some((object) => {
    const { spec } = object as { readonly spec?: { readonly templateDefaults?: object } };
    const bodies = ['container', 'script', 'dag', 'steps', 'resource', 'suspend', 'data', 'http', 'plugin'];
    return bodies.filter((body) => body in (spec?.templateDefaults ?? {})).length > 1;
  });
}

/** Returns the files with an object that tsc rejects. */
function checkLiterals(cases: readonly ReadCase[]): readonly string[] {
  const models = join(import.meta.dirname, '../src/v4.1/generated/index.ts');
  const lines = cases.flatMap(({ id, objects }) =>
    objects.map((object) => ({
      id,
      text: `check<${object.kind}>(${JSON.stringify(read(object, 'asWritten'))});`,
    })),
  );
  const imports = `import type { ${Object.keys(kinds).join(', ')} } from "${models}";`;
  const head = `${imports} declare function check<T>(value: T): void;`;
  const { refused } = findRefusedLines([head, ...lines.map(({ text }) => text)]);
  return [...new Set([...refused].map((line) => lines[line - 1]?.id ?? `line ${line}`))].sort();
}
