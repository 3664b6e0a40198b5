import { stripTypeScriptTypes } from 'node:module';
import * as builders from '@tiphys/workflow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importYaml } from '../src/index.ts';
import { workflows } from './workflow-grammar.ts';

/** Runs a module that imports only the builders, and returns one of its exports. */
function run(code: string, name: string): unknown {
  const body = stripTypeScriptTypes(code)
    .replace(/^import \{([^}]*)\} from '@tiphys\/workflow';/m, 'const {$1} = builders;')
    .replace(/^export /gm, '');
  return new Function('builders', `'use strict';${body}\nreturn ${name};`)(builders);
}

const explored = process.env.TIPHYS_IMPORT_RUNS;

test('running the import of any workflow produces the same object, in either style', async ({ annotate }) => {
  const counts = { builders: 0, runs: 0 };
  fc.assert(
    fc.property(workflows, fc.constantFrom('builders', 'literals'), (given, style) => {
      // JSON is valid YAML, and unambiguous.
      const text = JSON.stringify(given);
      const { code, objects } = importYaml(text, { style });
      counts.runs += 1;
      if (/\b(?:specFrom|templatesOf)\(/.test(code)) counts.builders += 1;
      expect(JSON.parse(JSON.stringify(run(code, objects[0]?.name ?? '')))).toEqual(JSON.parse(text));
    }),
    // The same workflows on every run, so that failures can be reproduced; TIPHYS_IMPORT_RUNS=6000 explores random ones.
    explored === undefined ? { numRuns: 500, seed: 1 } : { numRuns: Number(explored) },
  );
  await annotate(`imported at random: ${counts.runs}, with builders: ${counts.builders}`);
  expect(counts.builders).toBeGreaterThan(100);
});
