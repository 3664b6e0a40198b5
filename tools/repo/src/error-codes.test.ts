import { expect, test } from 'vitest';
import { readCodeCatalogues } from './error-codes.ts';
import { readProjects, readSources } from './workspace.ts';

const catalogues = await readCodeCatalogues();
const prefixes = catalogues.map(({ prefix }) => prefix).join('|');
/** A code that a source has as a text, or that a text begins with; comments name codes in other ways. */
const quoted = new RegExp(`['"\`]((?:${prefixes})_[A-Z0-9_]+)(?![a-z])`, 'g');

/** The codes in the sources of the packages. A code that ends in `_` goes on with one of the words in its file. */
const thrown = new Set(
  readProjects('packages')
    .flatMap((project) => readSources(project, { tests: false }))
    .filter(({ file }) => !file.endsWith('/codes.ts'))
    .flatMap(({ text }) => {
      const code = text.replaceAll(/^\s*(?:\*|\/\*\*|\/\/).*$/gm, '');
      const words = [...code.matchAll(/'([A-Z][A-Z_]*)'/g)].map(([, word = '']) => word);
      return [...code.matchAll(quoted)].flatMap(([, found = '']) =>
        found.endsWith('_') ? words.map((word) => found + word) : [found],
      );
    }),
);

test('every code that a package uses is in the list of a package', () => {
  const listed = new Set(catalogues.flatMap(({ codes }) => Object.keys(codes)));
  expect([...thrown].filter((code) => !listed.has(code)).sort()).toEqual([]);
});

test.for(catalogues)('every code of $file is used', ({ prefix, codes }) => {
  expect(Object.keys(codes).filter((code) => !thrown.has(code) || !code.startsWith(`${prefix}_`))).toEqual(
    [],
  );
});

test.for(catalogues)('$file says of every code what it means, and then what to do', ({ codes }) => {
  expect(Object.values(codes).filter((text) => !/^\S.*\w[`")]?\. [A-Z`].*\.$/.test(text))).toEqual([]);
});
