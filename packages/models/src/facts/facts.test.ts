import { expect, test } from 'vitest';
import { argoVersions, definitions, loadTables } from '../tables.ts';
import { ARTIFACT_LOCATIONS } from './artifact-locations.ts';
import { PLURAL_FIELDS, PRIORITY_FIELDS } from './former-fields.ts';
import { TEMPLATE_TYPES } from './template-types.ts';

test('the template types are the fields of which the newest Argo requires exactly one', () => {
  const groups = definitions.Template?.groups ?? [];
  const bodies = groups.find(({ kind, fields }) => kind === 'exactlyOne' && fields.includes('container'));
  expect([...TEMPLATE_TYPES].sort()).toEqual(bodies?.fields.toSorted());
});

test('the locations of an artifact are the fields of a location that hold an object', () => {
  const fields = Object.entries(definitions.ArtifactLocation?.fields ?? {});
  const objects = fields.filter(([name, { type }]) => type.kind === 'reference' && name !== 'archive');
  expect([...ARTIFACT_LOCATIONS].sort()).toEqual(objects.map(([name]) => name).sort());
});

test('every former field was in some version, and the newest has only its replacement', async () => {
  const tables = await Promise.all(argoVersions.map((version) => loadTables(version)));
  const has = (at: number, definition: string, field: string): boolean =>
    Object.hasOwn(tables.at(at)?.definitions[definition]?.fields ?? {}, field);
  const former = [
    ...PLURAL_FIELDS.map(({ definition, one, many }) => ({ definition, from: one, to: many })),
    ...PRIORITY_FIELDS.map(({ definition, field, className }) => ({
      definition,
      from: field,
      to: className,
    })),
  ];
  for (const { definition, from, to } of former)
    expect([has(0, definition, from), has(-1, definition, from), has(-1, definition, to)]).toEqual([
      true,
      false,
      true,
    ]);
});
