import { convertObject } from '@tiphys/convert';
import type { ArgoObject, KubernetesObject } from '@tiphys/models/facts';
import { argoVersions } from '@tiphys/models/tables';
import { absence, isAbsent, judge, readCrds, readLintCases } from '@tiphys/tools-conformance';
import { readYaml } from '@tiphys/yaml';
import { describe, expect, test } from 'vitest';
import { type LintTarget, lint, loadLintTarget } from '../src/index.ts';
import { conform } from '../src/structure/conform.ts';

describe.skipIf(isAbsent)(`every valid case${absence}`, () => {
  test.for(argoVersions)(
    'is valid after its conversion for Argo %s, or its conversion reports a problem',
    async (version, { annotate }) => {
      const target = await loadLintTarget(version);
      const crds = readCrds(version);
      const count = { cases: 0, told: 0, agreeing: 0 };
      const differing: string[] = [];
      for (const { id, text } of readLintCases().filter(({ isValid }) => isValid)) {
        const objects = readYaml(text).documents.flatMap(({ value }) => (value === null ? [] : [value]));
        const converted = objects.map((value) => convertObject(value as KubernetesObject, { to: version }));
        const isTold = converted.some(({ problems }) => problems.length > 0);
        // All are Argo's: the folder holds no other objects.
        const written = converted.map(({ object }) => object as unknown as ArgoObject);
        const byLint = lint([{ file: id, objects: written }], { target, compat: 'argo' })
          .filter(({ severity }) => severity === 'error')
          .map(({ path, message }) => `${path}: ${message}`);
        const byCrds = written.flatMap((object) => [
          ...judge(readAsArgo(object, target), crds.get(object.kind) ?? {}),
        ]);
        const refused = [...byLint, ...byCrds.filter((complaint) => !isKnown(complaint))];
        count.cases++;
        if (isTold) count.told++;
        if (isTold === refused.length > 0) count.agreeing++;
        else differing.push(`${id}: told ${isTold} ${refused.join('; ')}`);
      }
      await annotate(
        `converted for ${version}: ${count.cases} files, ${count.told} told that they cannot be, ${count.agreeing} agreeing with lint and with the CRDs of that version, differing: ${differing.length}`,
      );
      expect(differing).toEqual([]);
    },
  );
});

/** Returns an object as an API server gets it from Argo's client. */
function readAsArgo(object: ArgoObject, { tables }: LintTarget): unknown {
  return conform(object, tables.kinds[object.kind] ?? object.kind, tables.definitions).value;
}

/** Tells whether the CRDs of every version refuse what Argo runs: what its client adds, tags as values, lists of anything. */
function isKnown(complaint: string): boolean {
  return /: missing$|\.withItems\[\d+\]: not a valid object$|: not in the enum$|: not \^/.test(complaint);
}
