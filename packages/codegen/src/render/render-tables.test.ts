import { expect, test } from 'vitest';
import { objectOf, schemaOf } from '../../test/small-definitions.ts';
import { renderTables } from './render-tables.ts';

test('a table holds fields, required ones, rules, deprecations and merge keys; aliases are written out', () => {
  const thing = objectOf(
    {
      count: { type: { kind: 'integer', minimum: 1 } },
      'odd-name': { type: { kind: 'reference', to: 'Amount' }, deprecated: "Don't." },
      list: { type: { kind: 'list', element: { kind: 'string' }, maxItems: 3 }, merge: { key: 'name' } },
    },
    {
      required: ['count', 'list'],
      tolerated: ['list'],
      groups: [
        { kind: 'atMostOne', fields: ['count', 'list'] },
        { kind: 'atMostOne', fields: ['list', 'odd-name'], tolerated: true },
      ],
    },
  );
  const amount = { kind: 'alias', origin: 'a.Amount', type: { kind: 'reference', to: 'Real' } } as const;
  const real = { kind: 'alias', origin: 'a.Real', type: { kind: 'number' } } as const;
  const text = renderTables(schemaOf({ Amount: amount, Real: real, Thing: thing }), '', './tables.ts');
  expect(text.slice(text.indexOf('  Thing'))).toBe(`  Thing: {
    fields: {
      count: { type: { kind: 'integer', minimum: 1 } },
      list: { type: { kind: 'list', element: stringType, maxItems: 3 }, merge: { key: 'name' } },
      'odd-name': { type: numberType, deprecated: "Don't." },
    },
    required: ['count'],
    groups: [{ kind: 'atMostOne', fields: ['count', 'list'] }],
  },
};
`);
});

test('names with a meaning in JavaScript stay names', () => {
  const fields = objectOf(JSON.parse('{"__proto__":{"type":{"kind":"string"}}}'), { open: true });
  expect(renderTables(schemaOf({ Thing: fields }), '', './tables.ts')).toContain(
    "['__proto__']: { type: stringType }",
  );
});
