import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newestArgoVersion } from '@tiphys/models/versions';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/run-cli.ts';
import { fakeWorld } from './fake-world.ts';
import { temporaryFolder } from './temporary-folder.ts';

const hello = `# Says hello.
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: hello-
  creationTimestamp: null
spec:
  entrypoint: main # the only one
  templates:
    - name: main
      script:
        image: alpine
        command: [sh]
        source: |
          echo "\${HOME}" \`id\`
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {"a-b": "1"}
`;

const imported = `import { type KubernetesObject, script, specFrom, workflow } from '@tiphys/workflow';

// Says hello.

const main = script('main', {}, () => ({
  image: 'alpine',
  command: ['sh'],
  source: 'echo "\${HOME}" \`id\`\\n',
}));

export const hello = workflow({
  metadata: { generateName: 'hello-' },
  // the only one
  spec: specFrom(main),
});

export const settings: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { 'a-b': '1' },
};
`;

async function tiphys(cwd: string, ...words: readonly string[]) {
  const fake = fakeWorld({ cwd, input: hello });
  const code = await runCli(words, fake.world);
  return { code, out: fake.out(), err: fake.err() };
}

describe('tiphys import', () => {
  test('prints idiomatic TypeScript', async () => {
    using folder = temporaryFolder({ 'hello.yaml': hello });
    expect(await tiphys(folder.path, 'import', 'hello.yaml')).toEqual({ code: 0, out: imported, err: '' });
    expect((await tiphys(folder.path, 'import', '-')).out).toBe(imported);
  });

  test('overwrites only files that it wrote', async () => {
    using folder = temporaryFolder({ 'hello.yaml': hello, 'mine.ts': 'export const mine = 1;\n' });
    expect((await tiphys(folder.path, 'import', 'hello.yaml', '-o', 'hello.ts')).code).toBe(0);
    expect((await tiphys(folder.path, 'import', 'hello.yaml', '-o', 'hello.ts')).code).toBe(0);
    expect(readFileSync(path.join(folder.path, 'hello.ts'), 'utf8')).toContain(imported);
    const refused = await tiphys(folder.path, 'import', 'hello.yaml', '-o', 'mine.ts');
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('CLI_OUTPUT_EXISTS') });
    expect(readFileSync(path.join(folder.path, 'mine.ts'), 'utf8')).toBe('export const mine = 1;\n');
  });

  test('a file name with line breaks does not leave the comment', async () => {
    using folder = temporaryFolder({ 'a\nevil();\n.yaml': hello });
    expect((await tiphys(folder.path, 'import', 'a\nevil();\n.yaml', '-o', 'a.ts')).code).toBe(0);
    expect(readFileSync(path.join(folder.path, 'a.ts'), 'utf8')).not.toMatch(/^evil/m);
  });

  test.for([
    { title: 'a missing file', words: ['nothing.yaml'], code: 'CLI_FILE_MISSING' },
    { title: 'broken YAML', words: ['bad.yaml', '-o', 'bad.ts'], code: 'YAML_SYNTAX' },
    { title: 'an empty file', words: ['empty.yaml'], code: 'CLI_NOTHING_FOUND' },
    { title: 'a file with code', words: ['code.ts'], code: 'CLI_FILE_KIND' },
    {
      title: 'a report without --assess',
      words: ['bad.yaml', '--html', 'x.html'],
      code: 'CLI_MISSING_ARGUMENT',
    },
    {
      title: '--assess with --output',
      words: ['--assess', '.', '-o', 'x.ts'],
      code: 'CLI_CONFLICTING_OPTIONS',
    },
  ])('rejects $title, and writes nothing', async ({ words, code }) => {
    using folder = temporaryFolder({ 'bad.yaml': 'a: [b\n', 'empty.yaml': '# nothing\n' });
    expect(await tiphys(folder.path, 'import', ...words)).toMatchObject({
      code: 2,
      err: expect.stringContaining(code),
    });
    expect(readdirSync(folder.path).sort()).toEqual(['bad.yaml', 'empty.yaml']);
  });
});

describe('tiphys import --assess', () => {
  const files = {
    'full.yaml': hello,
    'look.yaml': hello.replace('entrypoint: main', 'entrypoint: <b>other'),
    'hand.yaml': hello.replace('entrypoint:', 'entripoint: x\n  entrypoint:'),
    'bad.yaml': 'a: [b\n',
  };

  test('grades each file, with reasons', async () => {
    using folder = temporaryFolder(files);
    const { code, out } = await tiphys(folder.path, 'import', '--assess', '.', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      counts: { full: 1, look: 1, hand: 2 },
      files: [
        { file: 'bad.yaml', grade: 'hand', reasons: [{ line: 2 }] },
        { file: 'full.yaml', grade: 'full', kinds: ['Workflow', 'ConfigMap'], reasons: [] },
        {
          file: 'hand.yaml',
          grade: 'hand',
          reasons: [{ code: 'structure/unknown-field' }, { code: 'import/cast' }],
        },
        { file: 'look.yaml', grade: 'look', reasons: [{ code: 'workflow/unknown-entrypoint', line: 8 }] },
      ],
    });
    expect(readdirSync(folder.path).sort()).toEqual(Object.keys(files).sort());
  });

  test.for([
    {
      title: 'an empty file',
      text: '# later\n',
      grade: 'look',
      code: 'import/nothing',
      message: 'no object',
    },
    {
      title: 'output of kubectl',
      text: `apiVersion: v1\nkind: List\nitems:\n- ${hello.split('---')[0]?.trimEnd().replaceAll('\n', '\n  ')}\n`,
      grade: 'hand',
      code: 'import/list',
      message: 'Write each one as its own document',
    },
    {
      title: 'bytes that are not UTF-8',
      text: Buffer.from('kind: Workflow # \xE9\n', 'latin1'),
      grade: 'hand',
      code: 'import/encoding',
      message: 'The byte 0xE9 at offset 17 is not valid UTF-8',
    },
    {
      title: 'a file that is not YAML and names no kind of Argo',
      text: 'kind: Deployment\na: [b\n',
      grade: 'hand',
      code: 'yaml/syntax',
      message: 'It does not name an Argo kind: exclude it if it is unrelated',
    },
    {
      title: 'a Helm template',
      text: 'kind: {{ .Values.kind }}\n',
      grade: 'hand',
      code: 'yaml/helm',
      message: 'render it with `helm template` first',
    },
  ])('grades $title', async ({ text, grade, code, message }) => {
    using folder = temporaryFolder({});
    writeFileSync(path.join(folder.path, 'odd.yaml'), text);
    const { out } = await tiphys(folder.path, 'import', '--assess', '.', '--json', '--html', 'r.html');
    expect(JSON.parse(out)).toMatchObject({
      files: [{ grade, reasons: [{ code, message: expect.stringContaining(message) }] }],
    });
    const page = readFileSync(path.join(folder.path, 'r.html'), 'utf8');
    expect(page).toContain(grade === 'hand' ? '1 needs manual work' : '1 needs review');
    expect(page).not.toContain('`');
  });

  describe('for a version of Argo', () => {
    const cron = (field: string): string => `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata: { name: nightly }
spec:
  ${field}
  workflowSpec:
    entrypoint: main
    templates: [{ name: main, container: { image: busybox, command: [echo] } }]
`;
    const [one, many] = [cron("schedule: '0 3 * * *'"), cron("schedules: ['0 3 * * *', '0 4 * * *']")];
    test.for([
      { title: 'written for it', version: 'v3.5', text: one, grade: 'full', reasons: [] },
      {
        title: 'after conversion',
        version: 'v4.1',
        text: one,
        grade: 'look',
        reasons: [{ code: 'import/convert', line: 5, message: /Run `tiphys convert --to v4\.1` first\./ }],
      },
      { title: 'written for the newest', version: undefined, text: many, grade: 'full', reasons: [] },
      {
        title: 'not supported',
        version: 'v3.5',
        text: many,
        grade: 'hand',
        reasons: [
          { code: 'structure/unknown-field', line: 5, message: /added in Argo v3\.6 and is not in v3\.5/ },
          {
            code: 'import/cast',
            message: /^`nightly` does not fit the types, .*no field "schedules"; .*"schedule" is missing$/,
          },
        ],
      },
    ])('$title: $version gives $grade', async ({ version, text, grade, reasons }) => {
      using folder = temporaryFolder({ 'cron.yaml': text });
      const words = version === undefined ? [] : ['--target', version];
      const { out } = await tiphys(folder.path, 'import', '--assess', '.', '--json', ...words);
      const wanted = reasons.map((reason) => ({ ...reason, message: expect.stringMatching(reason.message) }));
      expect(JSON.parse(out)).toMatchObject({
        target: version ?? newestArgoVersion,
        files: [{ file: 'cron.yaml', grade, reasons: wanted }],
      });
    });

    test('gives advice if a file is written for another version', async () => {
      using folder = temporaryFolder({ 'cron.yaml': Array<string>(7).fill(one).join('---\n') });
      const { err } = await tiphys(folder.path, 'import', 'cron.yaml');
      expect(err.split('\n')).toEqual([
        expect.stringContaining(
          `nightly has a cast, because the types of Argo ${newestArgoVersion} reject it: spec: `,
        ),
        ...Array<unknown>(4).fill(expect.stringMatching(/^nightly\w+ has a cast/)),
        'and 2 more',
        `Some objects were written for another version of Argo: run \`tiphys convert --to ${newestArgoVersion}\` first, or add --target.`,
        '',
      ]);
    });

    test('writes TypeScript with the types of that version', async () => {
      using folder = temporaryFolder({ 'cron.yaml': one });
      const { out } = await tiphys(folder.path, 'import', 'cron.yaml', '--target', 'v3.5');
      expect(out).toMatch(
        /^import type \{ CronWorkflow \} from '@tiphys\/models\/v3\.5';\nimport \{ cronWorkflow \} from '@tiphys\/workflow';\n\nexport const nightly = cronWorkflow<CronWorkflow>\(\{\n/,
      );
    });
  });

  test('writes only the requested reports', async () => {
    using folder = temporaryFolder(files);
    const words = ['import', '--assess', '.', '--html', 'r.html', '--markdown', 'r.md'];
    const { out } = await tiphys(folder.path, ...words);
    expect(out.split('\n')[0]).toBe(
      `4 files for Argo ${newestArgoVersion}: 1 converts fully, 1 needs review, 2 need manual work`,
    );
    expect((await tiphys(folder.path, ...words)).code).toBe(0);
    const page = readFileSync(path.join(folder.path, 'r.html'), 'utf8');
    expect(page).toContain('prefers-color-scheme:dark');
    expect(page).not.toMatch(/<b>other|src=|href=/);
    expect(readFileSync(path.join(folder.path, 'r.md'), 'utf8')).toContain('| Needs review | 1 |');
    expect(readdirSync(folder.path)).toHaveLength(6);
    expect(existsSync(path.join(folder.path, 'full.ts'))).toBe(false);
  });
});
