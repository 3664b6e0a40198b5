import { expect, test } from 'vitest';
import { compileSources, pipelineSource } from './compile-sources.ts';

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the sources contain template literals.

test('an output is followed into the modules that a pipeline imports, whatever their format', async () => {
  const results = await compileSources(
    [
      "import { test } from './lib/typed.ts';",
      "import { test } from './lib/plain.mjs';",
      "import { test } from './lib/legacy.cjs';",
      "import { test } from './lib/view.tsx';",
      "import { test } from './lib/place.ts';",
    ].map((line) => pipelineSource('test(flag);', line)),
    {
      'lib/typed.ts': '/** A. */\nexport function test(x: unknown): void {\n  if (x as boolean) return;\n}',
      'lib/plain.mjs': '#!/usr/bin/env node\nexport const test = (x) => {\n  return x ? 1 : 2; };',
      'lib/legacy.cjs': "'use strict'\nexports.test = function (x) {\n  while (x) break; }",
      'lib/view.tsx':
        'const same = <T,>(x: T) => x;\nexport const test = (x: unknown) => (\n  same(x) || 1);',
      'lib/place.ts':
        'const here: string = import.meta.url;\nexport const test = (x: unknown) =>\n    [here, `${x}`];',
    },
  );
  expect(results.map(({ code, place }) => [code, place])).toEqual([
    ['PIPELINE_OUTPUT_AS_VALUE', 'typed.ts:3:7'],
    ['PIPELINE_OUTPUT_AS_VALUE', 'plain.mjs:3:10'],
    ['PIPELINE_OUTPUT_AS_VALUE', 'legacy.cjs:3:10'],
    ['PIPELINE_OUTPUT_AS_VALUE', 'view.tsx:3:3'],
    ['PIPELINE_OUTPUT_AS_VALUE', 'place.ts:3:15'],
  ]);
});

test('an output used in library code is refused with the line of the user', async () => {
  const library = `const keys = Object.keys; export const test = (x) => (Array.isArray(x) ? JSON.stringify(x) : keys(x));`;
  const results = await compileSources(
    ['test(record())', 'test([n])', 'test({ n: [n] })[0]', 'const { keys } = Object; keys(record())'].map(
      (call) => pipelineSource(`say({}); ${call};`, "import { test } from 'library';"),
    ),
    {
      'node_modules/library/package.json': '{"type":"module","main":"main.js"}',
      'node_modules/library/main.js': library,
    },
  );
  expect(results.map(({ code, place }) => [code, place])).toEqual([
    ['PIPELINE_OUTPUT_AS_VALUE', 'case-0.ts:4:10'],
    ['PIPELINE_OUTPUT_INSIDE_VALUE', 'case-1.ts:4:10'],
    [undefined, undefined],
    ['PIPELINE_OUTPUT_AS_VALUE', 'case-3.ts:4:40'],
  ]);
});

test('errors of other kinds keep their places', async () => {
  const results = await compileSources([
    pipelineSource('const x = flag === n;;; const y = {;'),
    pipelineSource('say({ of: 1, to: n, [`a${1}`]: `${2}` }); if (1 + 1 > 2 && !flag) say({});'),
    pipelineSource('const a = 1 + 2, b = `${a}`; if (a > 2 && b !== "x") throw new Error("mine");'),
    pipelineSource("import './nowhere.ts';", ''),
    "if (1 > 2) throw 1;\nimport './nowhere.ts';",
  ]);
  expect(results.map(({ code, place }) => [code, place])).toEqual([
    ['PIPELINE_LOAD_FAILED', 'case-0.ts:4:36'],
    ['PIPELINE_UNKNOWN_ARGUMENT', 'case-1.ts:4:1'],
    ['PIPELINE_BODY_FAILED', 'case-2.ts:4:60'],
    ['PIPELINE_LOAD_FAILED', 'case-3.ts:4:8'],
    ['PIPELINE_LOAD_FAILED', 'case-4.ts:2:8'],
  ]);
});

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.
