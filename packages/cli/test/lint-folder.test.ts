import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { realRepository } from './real-repository.ts';
import { runLine, runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

interface LintOutput {
  readonly objects: number;
  readonly issues: readonly {
    readonly file: string;
    readonly line: number;
    readonly severity: string;
    readonly rule: string;
    readonly message: string;
  }[];
}

interface Linted {
  readonly code: number | null;
  readonly err: string;
  readonly objects: number;
  /** `file:line severity rule` of every issue. */
  readonly issues: readonly string[];
}

async function lintFolder(
  cwd: string,
  words: readonly string[] = ['.'],
): Promise<Linted & { readonly messages: readonly string[] }> {
  const { code, out, err } = await runTiphys(['lint', ...words, '--json'], { cwd });
  const { objects, issues } = JSON.parse(out) as LintOutput;
  return {
    code,
    err,
    objects,
    issues: issues.map(({ file, line, severity, rule }) => `${file}:${line} ${severity} ${rule}`),
    messages: issues.map(({ message }) => message),
  };
}

test('a repository with charts, hidden folders and YAML of other programs has no issues', async () => {
  using folder = temporaryFolder(realRepository);
  // Not every file of a repository is UTF-8.
  writeFileSync(path.join(folder.path, 'notes.yaml'), Uint8Array.of(0x61, 0x3a, 0x20, 0xe9, 0x0a));
  expect(await lintFolder(folder.path)).toMatchObject({ code: 0, objects: 2, issues: [] });
});

const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: a-}
spec: {entrypoint: m, templates: [{name: m, suspend: {}}]}
`;
const library = 'apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec: {}\n';
const chart = workflow.replace('generateName: a-', 'name: {{ .Release.Name }}-a');

const cases: readonly {
  readonly title: string;
  readonly files: Readonly<Record<string, string>>;
  readonly words?: readonly string[];
  readonly want: Linted;
}[] = [
  {
    title: 'a Helm template of a workflow is one warning, and the other files are checked',
    files: { 'a.yaml': workflow, 'chart/b.yaml': `${chart}  {{- if .Values.x }}\n  a: {{ .Values.x }}\n` },
    want: { code: 0, err: '', objects: 1, issues: ['chart/b.yaml:3 warning yaml/helm'] },
  },
  {
    title: 'a Helm template that is valid YAML is one warning',
    files: { 'a.yaml': workflow, 'b.yaml': chart.replace(/\{\{.*\}\}-a/, '"{{ .Release.Name }}_a"') },
    want: { code: 0, err: '', objects: 1, issues: ['b.yaml:1 warning yaml/helm'] },
  },
  {
    title: 'a Helm template that the user names is an error',
    files: { 'b.yaml': chart },
    words: ['b.yaml'],
    want: { code: 1, err: '', objects: 0, issues: ['b.yaml:3 error yaml/helm'] },
  },
  {
    title: 'a workflow that cannot be read is an error, and the other document is checked',
    files: { 'a.yaml': `kind: Workflow\nspec: [\n---\n${workflow}---\nname: [\n` },
    want: { code: 1, err: '', objects: 1, issues: ['a.yaml:3 error yaml/syntax'] },
  },
  {
    title: 'a misspelt kind is reported',
    files: { 'a.yaml': workflow.replace('Workflow', 'Worklfow') },
    want: { code: 1, err: '', objects: 0, issues: ['a.yaml:2 error object/unknown-kind'] },
  },
  {
    title: 'two WorkflowTemplates with the same name in two files',
    files: {
      'a.yaml': library,
      'b/c.yaml': library,
      'd.yaml': library.replace('lib', 'lib, namespace: team'),
    },
    want: { code: 1, err: '', objects: 3, issues: ['b/c.yaml:3 error object/duplicate'] },
  },
  {
    title: 'two ClusterWorkflowTemplates with the same name in one file',
    files: { 'a.yaml': `${library}---\n${library}`.replaceAll('WorkflowT', 'ClusterWorkflowT') },
    want: { code: 1, err: '', objects: 2, issues: ['a.yaml:8 error object/duplicate'] },
  },
  {
    title: 'a file is read once if its folder is named, too',
    files: { 'a.yaml': library },
    words: ['.', 'a.yaml', './a.yaml'],
    want: { code: 0, err: '', objects: 1, issues: [] },
  },
  {
    title: 'the exit code is 1 if there is nothing to lint',
    files: { 'a.yaml': 'kind: ConfigMap\n' },
    want: { code: 1, err: expect.stringContaining('Nothing to lint'), objects: 0, issues: [] },
  },
  {
    title: 'a key that is both merged and written',
    files: {
      'a.yaml': workflow.replace(
        '{name: m, suspend: {}}',
        '&a {name: m, suspend: {}}, {<<: *a, name: b}, {name: c, <<: *a}',
      ),
    },
    want: {
      code: 1,
      err: '',
      objects: 1,
      issues: ['a.yaml:4 error yaml/merge-override', 'a.yaml:4 error yaml/merge-override'],
    },
  },
];

describe('in a folder,', () => {
  test.for(cases)('$title', async ({ files, words, want }) => {
    using folder = temporaryFolder(files);
    expect(await lintFolder(folder.path, words)).toMatchObject(want);
  });
});

test('duplicates name both locations', async () => {
  using folder = temporaryFolder({ 'a.yaml': library, 'b.yaml': library });
  const { messages } = await lintFolder(folder.path);
  expect(messages[0]).toContain('a.yaml:3:18');
});

test('bytes that are not UTF-8 are an error with their line, in a run, too', async () => {
  using folder = temporaryFolder();
  const bytes = Buffer.concat([Buffer.from(workflow), Buffer.of(0x23, 0xe9, 0x0a)]);
  writeFileSync(path.join(folder.path, 'a.yaml'), bytes);
  expect(await lintFolder(folder.path)).toMatchObject({ code: 1, issues: ['a.yaml:5 error yaml/encoding'] });
  const ran = await runLine(folder, 'run a.yaml');
  expect(ran).toMatchObject({ code: 2, err: expect.stringMatching(/CLI_FILE_ENCODING.* a\.yaml:5:2/) });
});

test('--compat argo reports what argo lint rejects, and there is no other linter', async () => {
  using folder = temporaryFolder({
    'a.yaml': workflow.replace(
      '{name: m, suspend: {}}',
      '{name: m, container: {image: a, args: ["{{=inputs.}}"]}}',
    ),
  });
  const strict = await lintFolder(folder.path);
  expect(strict.issues).toEqual(['a.yaml:4 error expressions/syntax']);
  const compatible = await lintFolder(folder.path, ['.', '--compat', 'argo']);
  expect(compatible).toMatchObject({ code: 0, issues: ['a.yaml:4 warning expressions/syntax'] });
  const other = await runLine(folder, 'lint . --compat helm');
  expect(other).toMatchObject({ code: 2, err: expect.stringContaining('--compat must be argo, not') });
});

describe('a run rejects before anything starts', () => {
  test.for([
    {
      title: 'a misspelt field',
      from: 'suspend: {}',
      to: 'suspnd: {}',
      says: /a\.yaml:4:45.*"suspnd".*"suspend"/s,
    },
    {
      title: 'a field of the wrong type',
      from: 'entrypoint: m',
      to: 'entrypoint: [m]',
      says: /a\.yaml:4:20.*must be a string/s,
    },
    {
      title: 'a misspelt field in a step, which Argo drops silently',
      from: 'suspend: {}',
      to: 'steps: [[{name: s, template: m, hooks: {exit: {tmplate: m}}}]]',
      says: /a\.yaml:4.*"tmplate"/s,
    },
  ])('$title', async ({ from, to, says }) => {
    using folder = temporaryFolder({ 'a.yaml': workflow.replace(from, to) });
    const ran = await runLine(folder, 'run a.yaml');
    expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringMatching(says) });
    expect(ran.err).toContain('CLI_INVALID_FIELD');
  });

  test('a misspelt field in an object that the workflow refers to', async () => {
    using folder = temporaryFolder({
      'a.yaml': workflow,
      'b/c.yaml': library.replace('spec: {}', 'spec: {templats: []}'),
    });
    const ran = await runLine(folder, 'run a.yaml --with b');
    expect(ran).toMatchObject({ code: 2, err: expect.stringMatching(/c\.yaml:4:8.*"templats"/s) });
  });
});

test.for<readonly [readonly string[], Readonly<Record<string, string>>, string]>([
  [['-o', 'github'], {}, '::error file=flows/a.yaml,line=4,col=20,title=workflow/'],
  [['-o', 'github'], { GITHUB_WORKSPACE: '..' }, '::error file=NAME/flows/a.yaml,line=4,'],
  [['-o', 'simple'], {}, 'flows/a.yaml:4:20: error: '],
  [['--output', 'json'], {}, '{\n  "files": 1,'],
  [['--output', 'pretty'], {}, 'flows/a.yaml:4:20: error: '],
])('the format of %j with %o', async ([words, env, wanted]) => {
  using folder = temporaryFolder({
    'flows/a.yaml': workflow.replace('entrypoint: m,', 'entrypoint: other,'),
  });
  const cwd = folder.path;
  const given = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, path.resolve(cwd, value)] as const),
  );
  const { code, out } = await runTiphys(['lint', '.', ...words], {
    cwd,
    env: { GITHUB_WORKSPACE: '', ...given },
  });
  expect(code).toBe(1);
  expect(out.startsWith(wanted.replace('NAME', path.basename(cwd))), out).toBe(true);
});

test('two formats are refused', async () => {
  using folder = temporaryFolder({ 'a.yaml': workflow });
  const { code, err } = await runLine(folder, 'lint . --json -o github');
  expect([code, err]).toEqual([2, expect.stringContaining('--json and -o github are different formats')]);
});
