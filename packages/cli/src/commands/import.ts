import path from 'node:path';
import type { ImportedObject, ImportTarget } from '@tiphys/import';
import type { LintInput } from '@tiphys/lint';
import type { UnreadableFile } from '@tiphys/migrate';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { YamlProblem } from '@tiphys/yaml';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { readTarget, targetOption } from '../line/target-option.ts';
import { importedMark, writeOutput } from '../output/write-output.ts';
import { findFiles } from '../source/find-files.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** Turns YAML into TypeScript, or grades a folder of it. */
export const importCommand: CommandSpec = {
  name: 'import',
  summary: 'Turn workflows in YAML into TypeScript',
  details: `
Writes templates as calls of the builders, with objects in place of {{references}}, where they give the very same template; else as
typed literals, with the reason. Running the TypeScript gives the same objects, without the nulls that Argo
takes for absent. What the types refuse is written with a cast and the reason. With --assess, grades the files of a folder instead and
converts nothing. With --target, the types are those of another version of Argo; an assessment also says what does not work there.`,
  positional: {
    name: 'PATH',
    summary: 'A manifest (- for standard input); with --assess, a folder.',
    required: true,
    completes: 'file',
  },
  options: {
    output: {
      summary: 'Write to this file (default: standard output)',
      type: 'text',
      short: 'o',
      value: 'FILE',
      completes: 'file',
    },
    literals: { summary: 'Write typed literals only, no builders', type: 'flag' },
    force: { summary: 'Replace a file that Tiphys did not write', type: 'flag', short: 'f' },
    assess: {
      summary: 'Grade what a folder holds: converts fully, needs review, needs manual work',
      type: 'flag',
    },
    markdown: {
      summary: 'With --assess, also write Markdown to this file',
      type: 'text',
      value: 'FILE',
      completes: 'file',
    },
    html: {
      summary: 'With --assess, also write a page to this file',
      type: 'text',
      value: 'FILE',
      completes: 'file',
    },
    ...targetOption,
    json: { summary: 'Print JSON', type: 'flag' },
  },
  examples: [
    { line: 'tiphys import workflow.yaml -o workflow.ts', does: 'Go on in TypeScript' },
    { line: 'tiphys import --assess workflows/ --html report.html', does: 'See what a folder would take' },
    { line: 'tiphys import --assess workflows/ --target v3.7', does: 'The same, for the Argo you have' },
  ],
  async run(args, world) {
    const [word = '-'] = args.positionals;
    const options = ['markdown', 'html'].filter((name) => args.text(name) !== undefined);
    if (args.flag('assess')) return assess(word, args, world);
    if (options.length > 0)
      throw new CliError('CLI_MISSING_ARGUMENT', `--${options[0]} is for an assessment. Add --assess.`);
    return importFile(word, args, world);
  },
};

async function importFile(word: string, args: ParsedArguments, world: World): Promise<ExitCode> {
  const { importYaml } = await import('@tiphys/import');
  const target = await loadTarget(args);
  const file = word === '-' ? '<stdin>' : path.resolve(world.cwd, word);
  const text = word === '-' ? await world.readInput() : await world.files.readText(file);
  const { code, objects, problems } = importYaml(text, {
    file,
    target,
    style: args.flag('literals') ? 'literals' : 'builders',
  });
  assertReadable(problems, objects.length, file);
  const to = args.text('output') ?? '-';
  // The mark is a comment of one line, and a name may have several.
  const source = word === '-' ? 'standard input' : path.basename(file).replace(/[\n\r\u2028\u2029]/g, ' ');
  const mark = `${importedMark} ${source}. Remove this line once you edit the file: it is overwritten while it stands.\n\n`;
  const output = to === '-' ? code : mark + code;
  const json = args.flag('json');
  if (!json || to !== '-') await writeOutput(output, { to, force: args.flag('force') }, world);
  const rows = objects.map(({ name, kind, misfits }) => ({ name, kind, misfits }));
  if (json)
    world.terminal.out(
      `${JSON.stringify({ objects: rows, ...(to === '-' ? { code } : { file: to }) }, undefined, 2)}\n`,
    );
  else if (to !== '-') world.terminal.out(`Wrote ${to}: ${rows.map(({ name }) => name).join(', ')}\n`);
  if (!json) world.terminal.err(await tellCasts(rows, text, target.version));
  return ExitCode.Ok;
}

const shownCasts = 5;

/** Says which objects are cast, and what would help when they are written for another version. */
async function tellCasts(
  rows: readonly Pick<ImportedObject, 'name' | 'misfits'>[],
  text: string,
  version: ArgoVersion,
): Promise<string> {
  const cast = rows.filter(({ misfits }) => misfits.length > 0);
  if (cast.length === 0) return '';
  const { convertYaml } = await import('@tiphys/convert');
  const lines = cast
    .slice(0, shownCasts)
    .map(
      ({ name, misfits }) => `${name} is cast, because the types of Argo ${version} refuse it: ${misfits[0]}`,
    );
  if (cast.length > shownCasts) lines.push(`and ${cast.length - shownCasts} more`);
  if (convertYaml(text, { to: version }).changes.length > 0)
    lines.push(
      `Some of it is written for another Argo: run \`tiphys convert --to ${version}\` first, or say --target.`,
    );
  return `${lines.join('\n')}\n`;
}

/** Returns the version whose types the code is for: the newest if none was named. */
async function loadTarget(args: ParsedArguments): Promise<ImportTarget> {
  const { loadTables, newestArgoVersion } = await import('@tiphys/models/tables');
  const version = (await readTarget(args)) ?? newestArgoVersion;
  return { version, tables: await loadTables(version) };
}

/** Half a file is not written. */
function assertReadable(problems: readonly YamlProblem[], objects: number, file: string): void {
  const [first] = problems;
  if (first !== undefined) {
    const location = { file, line: first.line, column: first.column };
    throw new CliError(first.code, `${first.message}. Nothing was written.`, { location });
  }
  if (objects === 0) throw new CliError('CLI_NOTHING_TO_IMPORT', `There is no object in ${file}.`);
}

async function assess(word: string, args: ParsedArguments, world: World): Promise<ExitCode> {
  if (args.text('output') !== undefined)
    throw new CliError(
      'CLI_OPTION_CONFLICT',
      'An assessment converts nothing, so --output has no use. Say --markdown or --html.',
    );
  const { inputs, unreadable } = await readInputs(path.resolve(world.cwd, word), world);
  const { assessFiles } = await import('@tiphys/migrate');
  const { renderHtml, renderMarkdown, renderText } = await import('@tiphys/migrate');
  const assessment = await assessFiles(inputs, unreadable, await loadTarget(args));
  const force = args.flag('force');
  for (const [name, render] of [
    ['markdown', renderMarkdown],
    ['html', renderHtml],
  ] as const) {
    const to = args.text(name);
    if (to !== undefined) await writeOutput(render(assessment), { to, force, mark }, world);
  }
  world.terminal.out(
    args.flag('json') ? `${JSON.stringify(assessment, undefined, 2)}\n` : renderText(assessment),
  );
  return ExitCode.Ok;
}

/** A comment in Markdown as in HTML. */
const mark = '<!-- Generated by Tiphys -->\n';

interface AssessInputs {
  readonly inputs: readonly LintInput[];
  readonly unreadable: readonly UnreadableFile[];
}

async function readInputs(place: string, world: World): Promise<AssessInputs> {
  const kind = await world.files.kindOf(place);
  if (kind === 'missing')
    throw new CliError('CLI_FILE_MISSING', `There is no file or folder ${place}. Check the path.`);
  const files = kind === 'file' ? [place] : await findFiles(place, '**/*.{yaml,yml}');
  if (files.length === 0)
    throw new CliError('CLI_NOTHING_TO_IMPORT', `There is no manifest (.yaml, .yml) in ${place} or below.`);
  const inputs: LintInput[] = [];
  const unreadable: UnreadableFile[] = [];
  for (const absolute of files) {
    const file = path.relative(world.cwd, absolute) || absolute;
    try {
      inputs.push({ file, text: await world.files.readText(absolute) });
    } catch (error) {
      if (!(error instanceof CliError) || error.code !== 'CLI_FILE_ENCODING') throw error;
      const { line = 1, column = 1 } = error.location ?? {};
      unreadable.push({ file, message: error.message, line, column });
    }
  }
  return { inputs, unreadable };
}
