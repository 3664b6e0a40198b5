import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { argoVersions, loadTables } from '../src/tables.ts';
import { plantMistakes } from './planted-mistakes.ts';
import { findRefusedLines } from './type-check.ts';

describe.for(argoVersions)('the types of %s', (version) => {
  const models = join(import.meta.dirname, '../src', version, 'generated/index.ts');

  test('accept the valid object and reject each planted mistake', async ({ annotate }) => {
    const mistakes = plantMistakes(await loadTables(version));
    const head = `import type * as M from ${JSON.stringify(models)}; declare function check<T>(value: T): void;`;
    const lines = mistakes.flatMap(({ definition, right, wrong }) =>
      [right, wrong].map((value) => `check<M.${definition}>(${JSON.stringify(value)});`),
    );
    const { refused } = findRefusedLines([head, ...lines]);
    const places = (index: number, want: boolean): readonly string[] =>
      mistakes
        .filter((_, at) => refused.has(1 + 2 * at + index) !== want)
        .map(({ about, place }) => `${about} ${place}`);
    expect(places(0, false)).toEqual([]);
    expect(places(1, true)).toEqual([]);
    const counts = Map.groupBy(mistakes, ({ about }) => about);
    const figures = [...counts].map(([about, own]) => `${own.length} ${about}`);
    await annotate(`mistakes planted in ${version}, all refused by tsc: ${figures.join(', ')}`);
    const narrow = ['enum', 'constant', 'group'].flatMap((about) =>
      mistakes.filter((one) => one.about === about),
    );
    expect(narrow.length).toBeGreaterThanOrEqual(150);
  });

  test.for(['index.ts', 'reply/index.ts'])('do not use any: %s', async (index) => {
    const { definitions } = await loadTables(version);
    const path = join(import.meta.dirname, '../src', version, 'generated', index);
    const head = [
      `import type * as M from ${JSON.stringify(path)};`,
      'type IsAny<T> = 0 extends 1 & T ? true : false;',
      'type Inner<T> = IsAny<T> extends true ? T : T extends readonly (infer E)[] ? E : T;',
      'declare function none<T extends false>(value?: T): void;',
      'none<IsAny<any>>();',
    ];
    const lines = Object.entries(definitions).flatMap(([name, { fields }]) => [
      `none<IsAny<M.${name}>>();`,
      ...Object.keys(fields).map((field) => {
        const type = `NonNullable<M.${name}[${JSON.stringify(field)}]>`;
        return `none<IsAny<Inner<${type}>> | IsAny<Inner<Inner<${type}>>> | IsAny<${type} extends infer T ? T[keyof T] : never>>();`;
      }),
    ]);
    expect([...findRefusedLines([...head, ...lines]).refused]).toEqual([4]);
    expect(lines.length).toBeGreaterThan(1_000);
  });
});
