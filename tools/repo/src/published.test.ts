import { execFileSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundlePackage } from './bundle-package.ts';
import { readProjects, root } from './workspace.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-published-'));
const project = path.join(folder, 'project');
// npm finds its global configuration beside the Node.js that runs it, which is another one here.
const registry = execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim();

/** The programs that a user has: the same Node.js, npm, and those of the system; none of the repository. */
function userEnvironment(): Record<string, string> {
  const bin = path.join(folder, 'bin');
  if (!existsSync(bin)) {
    mkdirSync(bin);
    const node = realpathSync(process.execPath);
    // A link to a file below /tmp leads nowhere for tasks, which have a /tmp of their own.
    if (node.startsWith('/tmp/')) linkSync(node, path.join(bin, 'node'));
    else symlinkSync(node, path.join(bin, 'node'));
  }
  const systemPath = (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => !entry.startsWith(root) && !entry.includes('node_modules'));
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|NODE_(?!EXTRA_CA_CERTS)|VITEST|NX_|FORCE_COLOR|INIT_CWD)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept.map(([name, value]) => [name, value ?? ''])),
    PATH: [bin, ...systemPath].join(path.delimiter),
    npm_config_registry: registry,
    CI: 'true',
    NO_COLOR: '1',
  };
}

function run(command: string, words: readonly string[], cwd = project): string {
  try {
    return execFileSync(command, words, {
      cwd,
      env: userEnvironment(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 240_000,
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${words.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Builds and packs all packages, and returns the tarballs. */
async function packAll(): Promise<readonly string[]> {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [
    tsc,
    '-b',
    ...readProjects('packages').map(({ directory }) => path.join(root, directory, 'tsconfig.lib.json')),
  ]);
  for (const { directory } of readProjects('packages')) await bundlePackage(path.join(root, directory));
  const place = path.join(folder, 'tarballs');
  mkdirSync(place);
  run(
    'npm',
    [
      'pack',
      '--pack-destination',
      place,
      ...readProjects('packages').flatMap(({ directory }) => ['-w', directory]),
    ],
    root,
  );
  return readdirSync(place).map((name) => path.join(place, name));
}

describe('the published packages, in an empty folder', () => {
  beforeAll(async () => {
    const tarballs = await packAll();
    mkdirSync(project);
    writeFileSync(path.join(project, 'package.json'), '{}\n');
    const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    run('npm', [
      'install',
      '--no-audit',
      '--no-fund',
      ...tarballs,
      `typescript@${devDependencies.typescript}`,
      `@types/node@${devDependencies['@types/node']}`,
    ]);
  }, 300_000);

  // A whole node_modules folder is removed, which takes its time on a busy machine.
  afterAll(() => rmSync(folder, { recursive: true, force: true }), 120_000);

  test('no program of the repository is on the PATH', () => {
    expect(() => run('which', ['tiphys'])).toThrow();
    expect(() => run('which', ['nx'])).toThrow();
  });

  test('the commands of the quick start, and tsc, work one after the other', () => {
    expect(run('npx', ['tiphys', 'init'])).toContain('Wrote components.ts');
    run('npm', ['install', '--no-audit', '--no-fund']);
    expect(run('npx', ['tiphys', 'generate'])).toContain('Wrote components.generated.ts');
    run('npx', ['tiphys', 'compile', 'pipeline.ts', '-o', 'pipe.yaml']);
    expect(readFileSync(path.join(project, 'pipe.yaml'), 'utf8')).toContain('kind: Workflow');
    expect(run('npx', ['tiphys', 'lint', 'pipe.yaml'])).toBe('No issues in 1 file\n');
    expect(run('npx', ['tiphys', 'run', 'pipeline.ts', '-p', 'n=5'])).toMatch(/Outputs\n {2}sum {2}55\n/);
    expect(run('npx', ['tiphys', 'run', 'pipe.yaml', '-p', 'n=4'])).toMatch(/Succeeded/);
    expect(run('npx', ['tsc', '-p', '.'])).toBe('');
    expect(run('npm', ['run', 'check'])).toContain('No issues in 1 file\n');
  });

  test('each has its licence and its readme, and what runs is what was built', () => {
    const tarballs = readdirSync(path.join(folder, 'tarballs'));
    expect(tarballs).toHaveLength(readProjects('packages').length);
    for (const name of tarballs) {
      const files = run('tar', ['-tzf', path.join(folder, 'tarballs', name)]).split('\n');
      expect(files).toEqual(expect.arrayContaining(['package/LICENSE', 'package/README.md']));
      expect(files.filter((file) => /\.test(?:-d)?\.|tsbuildinfo/.test(file))).toEqual([]);
    }
    expect(existsSync(path.join(project, 'node_modules/tiphys/dist/main.js'))).toBe(true);
  });

  test('init leaves what exists as it is', () => {
    writeFileSync(path.join(project, 'components.ts'), '// mine\n');
    expect(run('npx', ['tiphys', 'init'])).toContain('Kept  components.ts');
    expect(readFileSync(path.join(project, 'components.ts'), 'utf8')).toBe('// mine\n');
  });
});
