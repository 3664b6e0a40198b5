import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argoVersions } from '@tiphys/models/tables';
import { type ArgoObject, convertObject, type KubernetesObject, readYaml } from '@tiphys/workflow';
import { describe, expect, test } from 'vitest';
import { lintObjects, loadLintTarget } from '../src/index.ts';

const root = process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');
const folder = join(root, 'lint');
const isMissing = !existsSync(folder);

describe.skipIf(isMissing)(`every valid case${isMissing ? ' (no conformance data here)' : ''}`, () => {
  test.for(argoVersions)(
    'converted for Argo %s is right there, or was told as a problem',
    async (version, { annotate }) => {
      const expected: Readonly<Record<string, { readonly valid: boolean }>> = JSON.parse(
        readFileSync(join(folder, 'expected.json'), 'utf8'),
      );
      const target = await loadLintTarget(version);
      const count = { cases: 0, refused: 0, agreeing: 0, differing: 0 };
      const differing: string[] = [];
      for (const file of readdirSync(join(folder, 'cases'))) {
        if (expected[file.replace('.yaml', '')]?.valid !== true) continue;
        const { documents } = readYaml(readFileSync(join(folder, 'cases', file), 'utf8'));
        const objects = documents.map(({ value }) => value).filter((value) => value !== null);
        const converted = objects.map((value) => convertObject(value as KubernetesObject, { to: version }));
        const isTold = converted.some(({ problems }) => problems.length > 0);
        // All are Argo's: the folder holds no other objects.
        const written = converted.map(({ object }) => object as unknown as ArgoObject);
        const errors = lintObjects(written, { target }).filter(({ severity }) => severity === 'error');
        count.cases++;
        if (isTold) count.refused++;
        if (isTold === errors.length > 0) count.agreeing++;
        else {
          count.differing++;
          differing.push(
            `${file}: told ${isTold} ${errors.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
          );
        }
      }
      await annotate(
        `converted for ${version}: ${count.cases} files, ${count.refused} told that they cannot be, ${count.agreeing} agreeing with lint, differing: ${count.differing}`,
      );
      expect(differing).toEqual([]);
    },
  );
});
