import { stripTypeScriptTypes } from 'node:module';
import * as builders from '@tiphys/workflow';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importYaml } from '../src/index.ts';
import { workflows } from './workflow-grammar.ts';

/** Runs a module that imports nothing but the builders, and gives what it exports under a name. */
function run(code: string, name: string): unknown {
  const body = stripTypeScriptTypes(code)
    .replace(/^import \{([^}]*)\} from '@tiphys\/workflow';/m, 'const {$1} = builders;')
    .replace(/^export /gm, '');
  return new Function('builders', `'use strict';${body}\nreturn ${name};`)(builders);
}

const explored = process.env.TIPHYS_IMPORT_RUNS;

test('any workflow is the same object after its import has run, in either style', async ({ annotate }) => {
  const counts = { builders: 0, runs: 0 };
  fc.assert(
    fc.property(workflows, fc.constantFrom('builders', 'literals'), (given, style) => {
      // JSON is YAML, and says exactly what is in it.
      const text = JSON.stringify(given);
      const { code, objects } = importYaml(text, { style });
      counts.runs += 1;
      if (/\b(?:specFrom|templatesOf)\(/.test(code)) counts.builders += 1;
      expect(JSON.parse(JSON.stringify(run(code, objects[0]?.name ?? '')))).toEqual(JSON.parse(text));
    }),
    // The same workflows every time, so that a run can be repeated; with TIPHYS_IMPORT_RUNS=6000 other ones, to find faults.
    explored === undefined ? { numRuns: 500, seed: 1 } : { numRuns: Number(explored) },
  );
  await annotate(`imported at random: ${counts.runs}, with builders: ${counts.builders}`);
  expect(counts.builders).toBeGreaterThan(100);
});
