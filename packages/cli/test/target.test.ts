import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { argoVersions } from '@tiphys/models/tables';
import { expect, test } from 'vitest';
import { projectFolder } from './project-folder.ts';
import { runLine, runTiphys } from './run-tiphys.ts';
import { temporaryFolder } from './temporary-folder.ts';

const nightly = (schedules: string): string => `import { pipeline } from '@tiphys/pipeline';
import { print } from './components.generated.ts';

export default pipeline('nightly', {}, () => { print({ value: 1 }); }, { schedule: { at: ${schedules} } });
`;
const locked = `import { workflow } from '@tiphys/workflow';

export const locked = workflow({
  metadata: { generateName: 'locked-' },
  spec: {
    entrypoint: 'main',
    synchronization: { mutexes: [{ name: 'm' }] },
    templates: [{ name: 'main', container: { image: 'alpine' } }],
  },
});
`;
const files = {
  'nightly.ts': nightly("['0 3 * * *']"),
  'often.ts': nightly("['0 3 * * *', '0 4 * * *']"),
  'locked.ts': locked,
};

interface Case {
  readonly file: string;
  readonly target: string;
  readonly want: string;
  readonly gone: RegExp;
}

const oneSchedule = 'schedule: 0 3 * * *';
const mutex = 'synchronization:\n    mutex:\n      name: m\n';

test.for<Case>([
  { file: 'nightly.ts', target: '3.5', want: oneSchedule, gone: /schedules/ },
  { file: 'nightly.ts', target: 'v3.7', want: 'schedules:', gone: /schedule:/ },
  { file: 'nightly.ts', target: '4.1', want: 'schedules:', gone: /schedule:/ },
  { file: 'often.ts', target: '3.7.18', want: 'schedules:', gone: /schedule:/ },
  { file: 'locked.ts', target: 'v3.5', want: mutex, gone: /mutexes/ },
  { file: 'locked.ts', target: 'v3.7', want: 'mutexes:', gone: /mutex:/ },
])('$file compiled for $target has the fields of that version', async ({ file, target, want, gone }) => {
  using folder = await projectFolder(files);
  const { code, out } = await runTiphys(['compile', file, '--target', target], { cwd: folder.path });
  expect(code).toBe(0);
  expect(out).toContain(want);
  expect(out).not.toMatch(gone);
  writeFileSync(path.join(folder.path, 'out.yaml'), out);
  for (const checked of ['out.yaml', file])
    expect(await runTiphys(['lint', checked, '--target', target], { cwd: folder.path })).toMatchObject({
      code: 0,
      out: 'No issues in 1 file\n',
    });
});

test('JSON has the fields of the version, too', async () => {
  using folder = await projectFolder(files);
  const { out } = await runLine(folder, 'compile locked.ts --target 3.5 --json');
  expect(JSON.parse(out).spec.synchronization).toEqual({ mutex: { name: 'm' } });
});

test('several schedules are an error for 3.5 at the line of the pipeline, and an issue for lint', async () => {
  using folder = await projectFolder(files);
  const reason =
    'CronWorkflowSpec.schedules was added in Argo v3.6 and is not in v3.5. It has 2 elements, but `schedule` holds exactly one.';
  const compiled = await runLine(folder, 'compile often.ts --target v3.5');
  expect(compiled).toMatchObject({ code: 2, out: '' });
  expect(compiled.err).toContain('PIPELINE_TARGET often.ts:4:');
  expect(compiled.err).toContain(`spec.schedules: ${reason}`);
  const linted = await runLine(folder, 'lint often.ts --target v3.5');
  expect(linted.code).toBe(1);
  expect(linted.out).toContain(reason);
});

test.for(['compile', 'lint'])('%s lists the versions if it does not know one', async (command) => {
  using folder = await projectFolder();
  for (const word of ['v2.12', 'new', '4']) {
    const { code, err } = await runTiphys([command, 'pipeline.ts', '--target', word], { cwd: folder.path });
    expect(code).toBe(2);
    expect(err).toContain(
      `CLI_UNKNOWN_VERSION\n  Argo "${word}" is not supported. Choose one of ${argoVersions.join(', ')}.`,
    );
  }
  const help = await runTiphys([command, '--help'], { cwd: folder.path });
  expect(help.out).toContain('--target VERSION');
});

test.for(['compile', 'lint', 'convert'])('the help of %s lists every version', async (command) => {
  using folder = temporaryFolder();
  const { out } = await runTiphys([command, '--help'], { cwd: folder.path });
  expect(out).toContain(`(default: the newest; one of ${argoVersions.join(', ')})`);
});
