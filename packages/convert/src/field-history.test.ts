import { type ArgoVersion, argoVersions, loadTables, type ModelTables } from '@tiphys/models/tables';
import { expect, test } from 'vitest';
import { fieldSpan, knowsField } from './field-history.ts';

const tables = new Map<ArgoVersion, ModelTables>(
  await Promise.all(argoVersions.map(async (version) => [version, await loadTables(version)] as const)),
);

test('the history agrees with the tables of every version', () => {
  const names = new Set([...tables.values()].flatMap(({ definitions }) => Object.keys(definitions)));
  const wrong: string[] = [];
  let compared = 0;
  for (const name of names) {
    const having = argoVersions.filter((version) => tables.get(version)?.definitions[name] !== undefined);
    const fieldsIn = (version: ArgoVersion): readonly string[] =>
      Object.keys(tables.get(version)?.definitions[name]?.fields ?? {});
    for (const field of new Set(having.flatMap(fieldsIn))) {
      for (const version of having) {
        compared++;
        const known = fieldsIn(version).includes(field);
        if (known !== knowsField(fieldSpan(name, field), version))
          wrong.push(`${version} ${known ? 'has' : 'has no'} ${name}.${field}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(4000);
});
