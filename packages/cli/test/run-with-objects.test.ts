import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { greetings, remoteProject } from './remote-project.ts';
import { runLine, runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

const pipeline = `import { pipeline } from '@tiphys/pipeline';
import { sayHello } from './templates.generated.ts';

export default pipeline('polite', { who: 'Ann' }, ({ who }) => ({ text: sayHello({ who }).text }));
`;

describe('a pipeline that calls templates of other objects', () => {
  test('finds them in the YAML that its components were generated from, in any working directory', async () => {
    using folder = await remoteProject({ 'templates.yaml': greetings, 'pipeline.ts': pipeline });
    const file = path.join(folder.path, 'pipeline.ts');
    using elsewhere = temporaryFolder({});
    const cwd = elsewhere.path;
    const run = await runTiphys(['run', file, '-p', 'who=Eve'], { cwd });
    expect(run).toMatchObject({ code: 0, err: expect.not.stringContaining('error') as string });
    expect(run.out).toContain('hello Eve');
    expect(await runTiphys(['lint', file], { cwd })).toMatchObject({
      code: 0,
      out: 'No issues in 1 file\n',
    });
    const { out } = await runTiphys(['compile', file], { cwd });
    expect(out).toContain('templateRef');
    expect(out).not.toContain('kind: WorkflowTemplate');
  });

  test('lint reports issues of the YAML only if it is named, too', async () => {
    const broken = greetings.replace('image: alpine', 'imagee: alpine');
    using folder = await remoteProject({ 'templates.yaml': broken, 'pipeline.ts': pipeline });
    const lint = (...words: readonly string[]): ReturnType<typeof runTiphys> =>
      runTiphys(['lint', ...words], { cwd: folder.path });
    expect(await lint('pipeline.ts')).toMatchObject({ code: 0 });
    const both = await lint('pipeline.ts', 'templates.yaml');
    expect(both).toMatchObject({ code: 1, out: expect.stringContaining('imagee') as string });
  });

  test('does not start without the YAML, and says where it was and what to do', async () => {
    using folder = await remoteProject({ 'templates.yaml': greetings, 'pipeline.ts': pipeline });
    const text = readFileSync(path.join(folder.path, 'templates.yaml'), 'utf8');
    rmSync(path.join(folder.path, 'templates.yaml'));
    const { code, out, err } = await runLine(folder, 'run pipeline.ts');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('CLI_TEMPLATE_MISSING');
    expect(err).toContain('"say-hello" in the template "main"');
    expect(err).toContain('which is no longer in templates.yaml');
    expect(err).toContain('--with');
    const lint = await runLine(folder, 'lint pipeline.ts');
    expect(lint).toMatchObject({ code: 1, out: expect.stringContaining('"greetings"') as string });

    writeFileSync(path.join(folder.path, 'moved.yaml'), text);
    const given = await runLine(folder, 'run pipeline.ts --with moved.yaml');
    expect(given).toMatchObject({ code: 0, out: expect.stringContaining('hello Ann') as string });
  });

  test('names the stale import after a template was renamed', async () => {
    using folder = await remoteProject({ 'templates.yaml': greetings, 'pipeline.ts': pipeline });
    writeFileSync(path.join(folder.path, 'templates.yaml'), greetings.replace('say-hello', 'say-hallo'));
    const { code, err } = await runTiphys(['run', 'pipeline.ts'], { cwd: folder.path, env: { CI: '' } });
    expect(code).toBe(2);
    expect(err).toMatch(/Regenerated templates\.generated\.ts[\s\S]*pipeline\.ts:2:10[\s\S]*"sayHello"/);
  });

  test('lists the templates of an object that does not have the called one', async () => {
    using folder = await remoteProject({ 'templates.yaml': greetings, 'pipeline.ts': pipeline });
    writeFileSync(path.join(folder.path, 'renamed.yaml'), greetings.replace('say-hello', 'say-hallo'));
    const words = ['run', 'pipeline.ts', '--with', 'renamed.yaml'];
    const { code, err } = await runTiphys(words, { cwd: folder.path });
    expect(code).toBe(2);
    expect(err).toMatch(/CLI_TEMPLATE_MISSING[\s\S]*Did you mean "say-hallo"\?[\s\S]*tiphys generate/);
  });

  test('passes the Secrets and ConfigMaps of --with to functions', async () => {
    using folder = await remoteProject({
      'components.ts':
        'export function tell(): string { return process.env.TOKEN + " " + process.env.MODE; }\n',
      'pipeline.ts': `import { config, pipeline, secret } from '@tiphys/pipeline';
import { tell } from './components.generated.ts';

const told = tell.with({ env: { TOKEN: secret('keys', ['token']).token, MODE: config('settings', ['mode']).mode } });
export default pipeline('telling', {}, () => ({ text: told() }));
`,
      'settings.yaml': settings,
    });
    const { code, out } = await runLine(folder, 'run pipeline.ts --with settings.yaml');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('hush fast') as string });
  });

  test('passes the keys of Secrets as arguments, and nothing of them through the workflow', async () => {
    using folder = await remoteProject({
      'components.ts': `import type { SecretText } from '@tiphys/pipeline';
export function publish(report: string, token: SecretText, user?: SecretText): string {
  return report + ' ' + [...token].reverse().join('') + ' ' + (user === undefined ? 'nobody' : user);
}
`,
      'pipeline.ts': `import { forEach, pipeline, secret } from '@tiphys/pipeline';
import { publish } from './components.generated.ts';

const keys = secret('keys', ['token']);
export default pipeline('publishing', {}, () => ({
  one: publish({ report: 'one', token: keys.token }),
  both: publish({ report: 'two', token: keys.token, user: keys.token }),
  loop: forEach(['a', 'b'], (report) => publish({ report, token: keys.token })),
}));
`,
      'settings.yaml': settings,
    });
    const { code, out } = await runLine(folder, 'run pipeline.ts --with settings.yaml');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('two hsuh hush') as string });
    expect(out).toContain('one hsuh nobody');
    const compiled = await runLine(folder, 'compile pipeline.ts');
    expect(compiled.out).toContain('secretKeyRef');
    expect(compiled.out).not.toContain('hush');
  });

  test('prefers the objects of --with to those that it finds itself', async () => {
    using folder = await remoteProject({
      'templates.yaml': greetings,
      'pipeline.ts': pipeline,
      'fakes/greetings.yml': greetings.replace("'hello ", "'bye "),
    });
    const { code, out } = await runLine(folder, 'run pipeline.ts --with fakes/*.yml');
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('bye Ann') as string });
  });
});

const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: caller- }
spec:
  entrypoint: main
  templates:
    - name: main
      steps:
        - - name: call
            templateRef: { name: middle, template: go }
`;

const middle = `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: middle }
spec:
  templates:
    - name: go
      steps: [[{ name: local, template: through }]]
    - name: through
      steps: [[{ name: far, templateRef: { name: end, template: print, clusterScope: true } }]]
    - name: unused
      steps: [[{ name: lost, templateRef: { name: nowhere, template: x } }]]
`;

const end = `apiVersion: argoproj.io/v1alpha1
kind: ClusterWorkflowTemplate
metadata: { name: end }
spec:
  templates:
    - name: print
      script:
        image: alpine
        command: [sh]
        source: echo "$PLAIN, $HIDDEN"
        env:
          - name: PLAIN
            valueFrom: { configMapKeyRef: { name: settings, key: mode } }
          - name: HIDDEN
            valueFrom: { secretKeyRef: { name: keys, key: token } }
`;

const settings = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { mode: fast }
---
apiVersion: v1
kind: Secret
metadata: { name: keys }
stringData: { token: hush }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: settings }
`;

const files = {
  'workflow.yaml': workflow,
  'lib/middle.yaml': middle,
  'lib/deep/end.yaml': end,
  'lib/values.yaml': 'replicas: 3\n',
  'settings.yaml': settings,
};

describe('a workflow in YAML', () => {
  test('gets templates, ConfigMaps and Secrets from --with, through other templates, too', async () => {
    using folder = temporaryFolder(files);
    const { code, out } = await runLine(
      folder,
      'run workflow.yaml --with lib --with settings.yaml --name caller --json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ status: { phase: 'Succeeded' } });
    const log = path.join(folder.path, '.tiphys/runs/caller/logs/caller[0].call[0].local[0].far.log');
    expect(readFileSync(log, 'utf8')).toBe('fast, hush\n');
  });

  test.for([
    { title: 'without any objects', words: [], says: ['CLI_TEMPLATE_MISSING', '"middle"', '--with FILE'] },
    {
      title: 'without a template that another template calls',
      words: ['--with', 'lib/middle.yaml'],
      says: [
        'CLI_TEMPLATE_MISSING',
        '"end"',
        '"far" in the template "through" of the WorkflowTemplate "middle"',
      ],
    },
    { title: 'with a missing file', words: ['--with', 'nope.yaml'], says: ['CLI_FILE_MISSING'] },
    {
      title: 'with a pattern that matches nothing',
      words: ['--with', 'nope/*.yaml'],
      says: ['CLI_FILE_MISSING'],
    },
    { title: 'with a file of another kind', words: ['--with', 'notes.txt'], says: ['CLI_FILE_KIND'] },
    {
      title: 'with a file without objects',
      words: ['--with', 'lib/values.yaml'],
      says: ['CLI_NOTHING_FOUND'],
    },
    {
      title: 'with YAML that cannot be read',
      words: ['--with', 'bad.yaml'],
      says: ['YAML_SYNTAX', 'bad.yaml'],
    },
    {
      title: 'with the same object twice',
      words: ['--with', 'lib', '--with', 'copy.yaml'],
      says: ['CLI_DUPLICATE_OBJECT', 'WorkflowTemplate "middle"', 'copy.yaml', 'lib/middle.yaml'],
    },
  ])('$title does not start', async ({ words, says }) => {
    using folder = temporaryFolder({
      ...files,
      'notes.txt': 'x',
      'copy.yaml': middle,
      'bad.yaml': 'kind: [ConfigMap\n',
    });
    const { code, out, err } = await runTiphys(['run', 'workflow.yaml', ...words], { cwd: folder.path });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const text of says) expect(err).toContain(text);
  });

  test('a WorkflowTemplate that refers to itself runs', async () => {
    using folder = temporaryFolder({
      'self.yaml': `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata: { name: self }
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{ name: again, templateRef: { name: self, template: print } }]]
    - name: print
      container: { image: alpine, command: [echo, hi] }
`,
    });
    expect(await runLine(folder, 'run self.yaml')).toMatchObject({ code: 0 });
  });
});
