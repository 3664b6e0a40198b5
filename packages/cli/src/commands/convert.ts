import { setImmediate } from 'node:timers/promises';
import type { ConversionNote } from '@tiphys/convert';
import type { RewrittenSource } from '@tiphys/migrate';
import { parseArgoVersion } from '../line/argo-version.ts';
import type { CommandSpec } from '../line/command.ts';
import { shortName } from '../output/short-name.ts';
import { renderNotInstalled } from '../schema/render-breaks.ts';
import { findSources } from '../source/find-sources.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Rewrites workflows for another version of Argo. */
export const convertCommand: CommandSpec = {
  name: 'convert',
  summary: 'Rewrite workflows for another version of Argo',
  details: `
Rewrites YAML and TypeScript in place where the replacement is mechanical. Comments, order, quotes and layout are kept. In TypeScript,
only object literals with a type of @tiphys/models (or of generated models) are rewritten. Changes that need manual work are listed
with their line in the rewritten file, and the exit code is 1. The target may also be older; fields that cannot be expressed in it
then need manual work.`,
  positional: {
    name: 'PATH',
    summary: 'YAML, JSON or TypeScript files, folders, or - for standard input.',
    required: true,
    many: true,
    completes: 'file',
  },
  options: {
    to: {
      summary: 'Convert to this version (default: the newest)',
      type: 'text',
      value: 'VERSION',
      completes: 'version',
    },
    from: {
      summary: 'The version that the files were written for (default: any)',
      type: 'text',
      value: 'VERSION',
      completes: 'version',
    },
    check: { summary: 'Write nothing; exit with 1 if a file would change', type: 'flag' },
    diff: { summary: 'Write nothing; print the changes as a patch', type: 'flag' },
    json: { summary: 'Print the changes as JSON', type: 'flag' },
  },
  examples: [
    { line: 'tiphys convert workflows/', does: 'Convert everything in a folder to the newest Argo' },
    { line: 'tiphys convert cron.yaml --to v3.5 --diff', does: 'Show the changes for an older Argo' },
  ],
  async run(args, world) {
    const { newestArgoVersion } = await import('@tiphys/models/tables');
    const dry = args.flag('check') || args.flag('diff');
    const from = args.text('from');
    const to = parseArgoVersion(args.text('to') ?? newestArgoVersion);
    const sources = await findSources(args.positionals, world);
    const options = { to, from: from === undefined ? undefined : parseArgoVersion(from) };
    const { rewriteSources } = await import('@tiphys/migrate');
    const result = await rewriteSources(sources, options);
    world.terminal.err(renderNotInstalled(result, 'converted', world.cwd));
    // Lines are those of the files as the command leaves them.
    const converted = dry ? result : result.map((one) => ({ ...one, problems: one.remaining }));
    const changed = converted.filter((one) => one.converted !== one.text);
    const streamed = converted.find(({ file }) => file === '-');
    const isWhole = dry || (await writeAll(changed, world));
    if (!isWhole) return ExitCode.Interrupted;
    if (args.flag('json')) world.terminal.out(toJson(converted, to, world));
    else if (args.flag('diff')) await showDiffs(changed, world);
    else if (streamed && !dry) world.terminal.data(streamed.converted);
    const silent = args.flag('json') || args.flag('diff') || streamed !== undefined;
    report(converted, { dry, to, silent }, world);
    const found = converted.some(({ problems }) => problems.length > 0);
    return found || (args.flag('check') && changed.length > 0) ? ExitCode.Findings : ExitCode.Ok;
  },
};

async function showDiffs(changed: readonly RewrittenSource[], world: World): Promise<void> {
  const { unifiedDiff } = await import('../output/unified-diff.ts');
  for (const { file, text, converted } of changed)
    world.terminal.out(unifiedDiff(text, converted, shortName(file, world.cwd)));
}

/** Writes the files one by one, and returns whether all were written before the user interrupted it. */
async function writeAll(changed: readonly RewrittenSource[], world: World): Promise<boolean> {
  const written: string[] = [];
  for (const { file, converted } of changed) {
    if (file === '-') continue;
    // Lets Ctrl-C arrive between two files, so that each is either converted or unchanged.
    await setImmediate();
    if (world.interrupted.aborted) {
      world.terminal.err(
        `Interrupted after ${written.length} of ${changed.length} files. Run the command again to convert the others.\n`,
      );
      return false;
    }
    try {
      await world.files.writeText(file, converted);
      written.push(file);
    } catch (error) {
      if (!(error instanceof CliError) || written.length === 0) throw error;
      const names = written.map((one) => shortName(one, world.cwd)).join(', ');
      throw new CliError(error.code, `${error.message} Already converted: ${names}.`, { cause: error });
    }
  }
  return true;
}

function report(
  converted: readonly RewrittenSource[],
  { dry, to, silent }: { readonly dry: boolean; readonly to: string; readonly silent: boolean },
  world: World,
): void {
  const { terminal } = world;
  const line = (file: string, { line, column, path: field, message }: ConversionNote): string =>
    `${shortName(file, world.cwd)}:${line}:${column}: ${field === '' ? '' : `${field}: `}${message}\n`;
  const all = (pick: 'changes' | 'problems'): readonly string[] =>
    converted.flatMap((one) => one[pick].map((note) => line(one.file, note)));
  const [changes, problems] = [all('changes'), all('problems')];
  const count = converted.filter((one) => one.converted !== one.text).length;
  if (!silent) {
    terminal.out(changes.join(''));
    terminal.out(
      `${count} of ${converted.length} ${converted.length === 1 ? 'file' : 'files'} ${dry ? 'would change' : 'changed'} for Argo ${to}\n`,
    );
  }
  if (problems.length > 0) terminal.err(`Needs manual work:\n${problems.join('')}`);
}

function toJson(converted: readonly RewrittenSource[], to: string, world: World): string {
  const files = converted
    .filter(({ changes, problems }) => changes.length + problems.length > 0)
    .map(({ file, changes, problems }) => ({ file: shortName(file, world.cwd), changes, problems }));
  return `${JSON.stringify({ to, read: converted.length, files }, undefined, 2)}\n`;
}
