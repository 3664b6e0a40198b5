import { describe, expect, test } from 'vitest';
import { argoVersions, type FieldType, loadTables } from '../src/tables.ts';
import { checkType } from './check-object.ts';

/** Returns values that break a pattern or limit of a type. */
function breaksOf(type: FieldType): readonly (readonly [what: string, value: unknown])[] {
  switch (type.kind) {
    case 'string':
      return [
        ...(type.pattern === undefined ? [] : [['pattern', ' ?! '] as const]),
        ...(type.minLength === undefined ? [] : [['minLength', 'a'.repeat(type.minLength - 1)] as const]),
        ...(type.maxLength === undefined ? [] : [['maxLength', 'a'.repeat(type.maxLength + 1)] as const]),
        ...(type.enum === undefined ? [] : [['enum', 'none of them'] as const]),
        ...(type.const === undefined ? [] : [['const', 'another'] as const]),
      ];
    case 'integer':
    case 'number':
      return [
        ...(type.minimum === undefined ? [] : [['minimum', type.minimum - 1] as const]),
        ...(type.maximum === undefined ? [] : [['maximum', type.maximum + 1] as const]),
      ];
    case 'list':
      return [
        ...(type.minItems === undefined ? [] : [['minItems', []] as const]),
        ...(type.maxItems === undefined ? [] : [['maxItems', Array(type.maxItems + 1).fill(null)] as const]),
        ...breaksOf(type.element).map(([what, value]) => [what, [value]] as const),
      ];
    default:
      return [];
  }
}

describe.for(argoVersions)('the tables of %s', (version) => {
  test('reject values that break a pattern, limit, enum or constant', async ({ annotate }) => {
    const { definitions } = await loadTables(version);
    const broken = Object.entries(definitions).flatMap(([name, { fields }]) =>
      Object.entries(fields).flatMap(([field, { type }]) =>
        breaksOf(type).map(([what, value]) => ({ place: `${name}.${field}`, what, type, value })),
      ),
    );
    for (const { place, what, type, value } of broken)
      expect([...checkType(value, type, place)], `${what} of ${place}`).not.toEqual([]);
    await annotate(`limits of ${version}: ${broken.length} wrong values refused`);
    expect(broken.length).toBeGreaterThan(30);
  });
});
