import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { openGuideCluster } from './guide-cluster.ts';
import { commandsOf, type GuideBlock, type GuidePage } from './guide-pages.ts';
import { root } from './workspace.ts';

/** What a command printed and how it ended. */
export interface CommandResult {
  readonly code: number;
  /** What a reader sees, except for what depends on the machine. */
  readonly shown: string;
}

/** What came of a page. */
export interface PageResult {
  /** By the line of the command, or of the excerpt. */
  readonly results: ReadonlyMap<number, CommandResult>;
  /** What `tiphys lint` says of the files of the page that are said to be right. */
  readonly lint: CommandResult;
}

/** The options that `tiphys init` writes, for the sources of the packages. */
export const compilerOptions = {
  target: 'es2022',
  lib: ['es2024'],
  module: 'preserve',
  moduleResolution: 'bundler',
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: ['node'],
  customConditions: ['@tiphys/source'],
};

/** Programs that the guide names and that a test does not need: a package manager, and what talks to a cluster. */
const absent = ['npm', 'pnpm', 'argo', 'kubectl', 'kind'];

/** Prepares the folder that the projects of all pages are in. */
export function prepareFolder(folder: string): void {
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  const programs: Readonly<Record<string, string>> = {
    tiphys: `exec node "${path.join(root, 'packages/cli/src/main.ts')}" "$@"`,
    tsc: `exec "${path.join(root, 'node_modules/.bin/tsc')}" --customConditions @tiphys/source --lib es2024 "$@"`,
    npx: 'exec "$@"',
    ...Object.fromEntries(absent.map((name) => [name, 'exit 0'])),
  };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), `#!/bin/sh\n${text}\n`);
    chmodSync(path.join(bin, name), 0o755);
  }
}

/** Returns the folder of a page's project. */
export function projectOf(folder: string, { page }: GuidePage): string {
  return path.join(folder, path.basename(page, '.md'));
}

/** Returns the name of a block's file in its project. */
export function fileOf({ file, line }: GuideBlock): string {
  return file ?? `block-${line}.ts`;
}

/** Writes the files of a page and runs its commands, from top to bottom as a reader does. */
export async function runPage(folder: string, page: GuidePage): Promise<PageResult> {
  const project = projectOf(folder, page);
  mkdirSync(project);
  const manifest = page.isEmpty ? '{ "name": "numbers" }' : '{ "type": "module" }';
  writeFileSync(path.join(project, 'package.json'), manifest);
  if (!page.isEmpty)
    writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions }, undefined, 2));
  const cluster = page.usesCluster ? await openGuideCluster(project) : undefined;
  try {
    const results = await runBlocks(page, { project, env: cluster?.env ?? {} });
    return { results, lint: await lintPage(page, project) };
  } finally {
    await cluster?.close();
  }
}

interface Reader {
  readonly project: string;
  /** Variables that the reader has set. */
  readonly env: Readonly<Record<string, string>>;
}

async function runBlocks(
  { blocks }: GuidePage,
  { project, env }: Reader,
): Promise<ReadonlyMap<number, CommandResult>> {
  const results = new Map<number, CommandResult>();
  for (const block of blocks) {
    if (block.language === 'console')
      for (const { line, command } of commandsOf(block))
        results.set(line, await runCommand(command, project, env));
    else if (block.note?.kind === 'excerpt')
      results.set(block.line, await runCommand(block.note.value, project, env));
    else writeFile(path.join(project, fileOf(block)), block.text);
  }
  return results;
}

function writeFile(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function lintPage({ blocks }: GuidePage, project: string): Promise<CommandResult> {
  const commands = new Map<string, string[]>();
  for (const block of blocks) {
    const { language, text, note } = block;
    const isChecked =
      language === 'yaml'
        ? /^kind: /m.test(text)
        : language === 'ts' && /^export default (?:pipeline|workflow)/m.test(text);
    if (!isChecked || note?.kind === 'faulty' || note?.kind === 'excerpt') continue;
    const target = note?.kind === 'target' ? `--target ${note.value}` : '';
    commands.set(target, [...(commands.get(target) ?? []), fileOf(block)]);
  }
  const ran: CommandResult[] = [];
  for (const [target, files] of commands)
    ran.push(await runCommand(`tiphys lint --quiet ${target} ${files.join(' ')}`, project));
  return {
    code: Math.max(0, ...ran.map(({ code }) => code)),
    shown: ran
      .filter(({ code }) => code !== 0)
      .map(({ shown }) => shown)
      .join(''),
  };
}

/** What a command says on its way: the steps of a run where it cannot draw its tree, what it generated, and what this machine lacks. */
const remarks = /^(?: +\d+\.\d+s {2}[A-Z]|Generated \S+ from |This system does not allow ).*\n/gm;

/** Runs a command as a reader would, in a shell. */
async function runCommand(
  command: string,
  project: string,
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const bin = path.join(path.dirname(project), 'bin');
  // What a reader has not set: in CI, stale modules are refused instead of generated again.
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:CI|FORCE_COLOR|KUBECONFIG|ARGO_\w+|TIPHYS_\w+)$/.test(name),
  );
  const options = {
    cwd: project,
    env: {
      ...Object.fromEntries(inherited),
      ...env,
      PATH: [bin, path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
      NODE_OPTIONS: '--conditions=@tiphys/source',
      // Commands start in a third of the time when their sources are compiled already.
      NODE_COMPILE_CACHE: path.join(path.dirname(project), 'cache'),
      NO_COLOR: '1',
    },
    maxBuffer: 64 * 1024 * 1024,
  };
  const run = promisify(execFile)('bash', ['-c', `exec 2>&1; ${command}`], options);
  // A process that failed has left its output in the error.
  const ended = await run.catch((error: { code: number; stdout: string }) => error);
  return { code: 'code' in ended ? ended.code : 0, shown: ended.stdout.replaceAll(remarks, '') };
}
