import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Features of production manifests, and what Argo v4.1.2 does with them. */
interface ManifestCase {
  readonly file: string;
  readonly does: string;
  /** Severity and rule of every issue. */
  readonly issues: readonly string[];
  /** The only input or output parameter of each finished task. */
  readonly values: Readonly<Record<string, string>>;
}

const manifests = path.join(import.meta.dirname, 'fixtures/manifests');

const cases: readonly ManifestCase[] = [
  {
    file: 'input-value-overridden.yaml',
    does: 'gives an argument in place of the value of an input, whose tag has no value here',
    issues: [],
    values: { check: 's3://one/' },
  },
  {
    file: 'dynamic-template-name.yaml',
    does: 'names a template by a parameter of the workflow',
    issues: [],
    values: { create: 'hi', show: 'hi' },
  },
  {
    file: 'list-as-value.yaml',
    does: 'gives a list as the value of a parameter, which Argo reads as an empty string',
    issues: ['warning structure/ignored-value'],
    values: { list: '' },
  },
  {
    file: 'global-name-spaces.yaml',
    does: 'has blanks in the tag of a global name',
    issues: [],
    values: { set: 'colour' },
  },
  {
    file: 'raw-artifact-unresolved.yaml',
    does: 'has a tag without a value in a raw artifact, which stays as it is',
    issues: ['error variables/unresolved'],
    values: {},
  },
];

describe('a manifest that', () => {
  test.for(cases)('$does', async ({ file, issues, values }) => {
    using folder = temporaryFolder();
    const manifest = path.join(manifests, file);
    const linted = await runTiphys(['lint', manifest, '--json'], { cwd: folder.path });
    const found = (JSON.parse(linted.out) as { readonly issues: readonly Found[] }).issues;
    expect(found.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(issues);
    const ran = await runTiphys(['run', manifest, '--json', '--name', 'list'], { cwd: folder.path });
    expect(ran.code, ran.err).toBe(0);
    expect(valuesOf(JSON.parse(ran.out))).toMatchObject(values);
  });
});

interface Found {
  readonly severity: string;
  readonly rule: string;
}

interface Finished {
  readonly status: { readonly nodes: Readonly<Record<string, FinishedNode>> };
}

interface FinishedNode {
  readonly displayName: string;
  readonly inputs?: Parameters;
  readonly outputs?: Parameters;
}

interface Parameters {
  readonly parameters?: readonly { readonly value: string }[];
}

function valuesOf({ status }: Finished): Readonly<Record<string, string>> {
  const nodes = Object.values(status.nodes);
  return Object.fromEntries(
    nodes.flatMap(({ displayName, inputs, outputs }) =>
      [...(inputs?.parameters ?? []), ...(outputs?.parameters ?? [])]
        .slice(0, 1)
        .map(({ value }) => [displayName, value]),
    ),
  );
}
