import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll, YAML11_SCHEMA, YAMLException } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { kinds } from '../src/tables.ts';
import { checkObject } from './check-object.ts';

const folder = process.env.TIPHYS_CONFORMANCE ?? join(import.meta.dirname, '../../../../shared/conformance');
const absent = !existsSync(folder);

interface Verdict {
  readonly valid: boolean;
}

/** Where Argo's lint takes what the tables refuse, and why the tables do so. */
const REFUSED: Readonly<Record<string, string>> = {
  '3d02da4aaee5': 'subpath for subPath: lint reads field names in any case, the API server does not',
  '8808efeb0d01': 'a list as the value of a parameter: lint reads it as its text, the CRD refuses it',
  ac08f0e63753: 'a tag in the name of a step: lint takes it, the pattern of the CRD does not',
  e88a7c346f1b: 'a tag as the action of a resource template: lint takes it, the enum of the CRD does not',
};

describe.skipIf(absent)(
  `the lint cases of Argo${absent ? ' (skipped: the conformance data is absent)' : ''}`,
  () => {
    test('every valid object is accepted, with known exceptions', ({ annotate }) => {
      const verdicts = JSON.parse(readFileSync(join(folder, 'lint/expected.json'), 'utf8')) as Record<
        string,
        Verdict
      >;
      const valid = Object.keys(verdicts).filter((id) => verdicts[id]?.valid);
      const refused = valid.filter((id) =>
        readObjects(join(folder, 'lint/cases', `${id}.yaml`)).some(
          (object) => checkObject(object).length > 0,
        ),
      );
      annotate(`${valid.length - refused.length} of ${valid.length} valid files accepted`);
      expect(refused.sort()).toEqual(Object.keys(REFUSED).sort());
    });
  },
);

/** Go's reader lets lines inside brackets and quotes begin anywhere; js-yaml names the line that it wants moved. */
function readObjects(file: string): readonly unknown[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let moves = 0; ; moves += 1) {
    try {
      const documents: unknown = loadAll(lines.join('\n'), { schema: YAML11_SCHEMA });
      return JSON.parse(JSON.stringify(documents)).filter(isOfKnownKind); // dates are texts to Go
    } catch (error) {
      if (!(error instanceof YAMLException) || error.mark === undefined || moves > lines.length) throw error;
      lines[error.mark.line] = `${' '.repeat(100)}${lines[error.mark.line]}`;
    }
  }
}

function isOfKnownKind(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && String(value.kind) in kinds;
}
