import { spawnSync } from 'node:child_process';
import { nastyString } from '@tiphys/tools-conformance';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeYaml } from '../src/write/write-documents.ts';

const READER = `
import json, sys, yaml
loader = getattr(yaml, 'CSafeLoader', yaml.SafeLoader)
rows = [list(yaml.load_all(text, Loader=loader)) for text in json.load(sys.stdin)]
json.dump(rows, sys.stdout)
`;
const isMissing = spawnSync('python3', ['-c', 'import yaml']).status !== 0;

test.skipIf(isMissing)(
  `libyaml, on which Go's reader is based, reads back what was written${isMissing ? ' (no python3 with yaml here)' : ''}`,
  () => {
    const strings = fc.dictionary(nastyString, nastyString, { maxKeys: 3, noNullPrototype: true });
    const given = fc.sample(strings, { numRuns: 1500, seed: 7 }).map((data) => [
      { apiVersion: 'v1', kind: 'ConfigMap', data },
      { kind: 'B', apiVersion: 'v1' },
    ]);
    const wellFormed = given.filter(
      (documents) => JSON.stringify(documents).isWellFormed() && !JSON.stringify(documents).includes('\\ud'),
    );
    const input = JSON.stringify(wellFormed.map((documents) => writeYaml(documents)));
    const { stdout, stderr } = spawnSync('python3', ['-c', READER], {
      input,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(wellFormed);
  },
);
