import path from 'node:path';
import type { ImportedObject, ImportTarget } from '@tiphys/import';
import type { LintInput } from '@tiphys/lint';
import type { UnreadableFile } from '@tiphys/migrate';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { YamlProblem } from '@tiphys/yaml';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { readTarget, targetOption } from '../line/target-option.ts';
import { IMPORTED_MARK, writeOutput } from '../output/write-output.ts';
import { isScript } from '../source/file-kinds.ts';
import { findFiles } from '../source/find-files.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import { missingError } from '../world/files.ts';
import type { World } from '../world/world.ts';

/** Converts YAML to TypeScript, or grades a folder of YAML. */
export const importCommand: CommandSpec = {
  name: 'import',
  summary: 'Convert workflows from YAML to TypeScript',
  details: `
Writes templates as builder calls, with objects instead of {{references}}, if the result is exactly the same template. Otherwise it
writes typed literals, with the reason in a comment. Running the TypeScript produces the same objects, without the nulls that Argo
ignores. A value that the types reject is written with a cast, with the reason in a comment. With --assess, it only grades the files of a folder and
converts nothing. With --target, it uses the types of another version of Argo; an assessment then also lists what that version does not
support.`,
  positional: {
    name: 'PATH',
    summary: 'A manifest, or - for standard input. With --assess, a folder.',
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
    literals: { summary: 'Write only typed literals, no builders', type: 'flag' },
    force: { summary: 'Overwrite a file even if Tiphys did not write it', type: 'flag', short: 'f' },
    assess: {
      summary: 'Grade the files of a folder: converts fully, needs review, needs manual work',
      type: 'flag',
    },
    markdown: {
      summary: 'With --assess, also write the report as Markdown to this file',
      type: 'text',
      value: 'FILE',
      completes: 'file',
    },
    html: {
      summary: 'With --assess, also write the report as HTML to this file',
      type: 'text',
      value: 'FILE',
      completes: 'file',
    },
    ...targetOption,
    json: { summary: 'Print JSON', type: 'flag' },
  },
  examples: [
    { line: 'tiphys import workflow.yaml -o workflow.ts', does: 'Convert a workflow' },
    { line: 'tiphys import --assess workflows/ --html report.html', does: 'Estimate the work for a folder' },
    {
      line: 'tiphys import --assess workflows/ --target v3.7',
      does: 'The same, for an older version of Argo',
    },
  ],
  async run(args, world) {
    const [word = '-'] = args.positionals;
    const options = ['markdown', 'html'].filter((name) => args.text(name) !== undefined);
    if (args.flag('assess')) return assess(word, args, world);
    if (options.length > 0)
      throw new CliError(
        'CLI_MISSING_ARGUMENT',
        `--${options[0]} can only be used with --assess. Add --assess.`,
      );
    return importFile(word, args, world);
  },
};

async function importFile(word: string, args: ParsedArguments, world: World): Promise<ExitCode> {
  const { importYaml } = await import('@tiphys/import');
  const target = await loadTarget(args);
  const file = word === '-' ? '<stdin>' : path.resolve(world.cwd, word);
  if (isScript(file))
    throw new CliError('CLI_FILE_KIND', `${file} is code, not a manifest. Pass a YAML or JSON file.`);
  const text = word === '-' ? await world.readInput() : await world.files.readText(file);
  const { code, objects, problems } = importYaml(text, {
    file,
    target,
    style: args.flag('literals') ? 'literals' : 'builders',
  });
  assertReadable(problems, objects.length, file);
  const to = args.text('output') ?? '-';
  // The mark is a comment on one line, but file names may contain line breaks.
  const source = word === '-' ? 'standard input' : path.basename(file).replace(/[\n\r\u2028\u2029]/g, ' ');
  const mark = `${IMPORTED_MARK} ${source}. Remove this line before you edit the file, or the next import overwrites it.\n\n`;
  const output = to === '-' ? code : mark + code;
  const json = args.flag('json');
  if (!json || to !== '-') await writeOutput(output, { to, force: args.flag('force') }, world);
  const rows = objects.map(({ name, kind, misfits }) => ({ name, kind, misfits }));
  if (json)
    world.terminal.out(
      `${JSON.stringify({ objects: rows, ...(to === '-' ? { code } : { file: to }) }, undefined, 2)}\n`,
    );
  else if (to !== '-') world.terminal.out(`Wrote ${to}: ${rows.map(({ name }) => name).join(', ')}\n`);
  if (!json) world.terminal.err(await describeCasts(rows, text, target.version));
  return ExitCode.Ok;
}

const SHOWN_CASTS = 5;

/** Returns which objects have casts, and what to do if they were written for another version. */
async function describeCasts(
  rows: readonly Pick<ImportedObject, 'name' | 'misfits'>[],
  text: string,
  version: ArgoVersion,
): Promise<string> {
  const cast = rows.filter(({ misfits }) => misfits.length > 0);
  if (cast.length === 0) return '';
  const { convertYaml } = await import('@tiphys/convert');
  const lines = cast
    .slice(0, SHOWN_CASTS)
    .map(
      ({ name, misfits }) =>
        `${name} has a cast, because the types of Argo ${version} reject it: ${misfits[0]}`,
    );
  if (cast.length > SHOWN_CASTS) lines.push(`and ${cast.length - SHOWN_CASTS} more`);
  if (convertYaml(text, { to: version }).changes.length > 0)
    lines.push(
      `Some objects were written for another version of Argo: run \`tiphys convert --to ${version}\` first, or add --target.`,
    );
  return `${lines.join('\n')}\n`;
}

/** Returns the version whose types to use. */
async function loadTarget(args: ParsedArguments): Promise<ImportTarget> {
  const { loadTables, newestArgoVersion } = await import('@tiphys/models/tables');
  const version = readTarget(args) ?? newestArgoVersion;
  return { version, tables: await loadTables(version) };
}

/** Throws if some of the file cannot be read, so that no incomplete code is written. */
function assertReadable(problems: readonly YamlProblem[], objects: number, file: string): void {
  const [first] = problems;
  if (first !== undefined) {
    const location = { file, line: first.line, column: first.column };
    throw new CliError(first.code, `${first.message}. Nothing was written.`, { location });
  }
  if (objects === 0) throw new CliError('CLI_NOTHING_FOUND', `No Argo object found in ${file}.`);
}

async function assess(word: string, args: ParsedArguments, world: World): Promise<ExitCode> {
  if (args.text('output') !== undefined)
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      '--output cannot be used with --assess, which converts nothing. Use --markdown or --html for a report.',
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
    if (to !== undefined) await writeOutput(render(assessment), { to, force, mark: MARK }, world);
  }
  world.terminal.out(
    args.flag('json') ? `${JSON.stringify(assessment, undefined, 2)}\n` : renderText(assessment),
  );
  return ExitCode.Ok;
}

/** A comment in both Markdown and HTML. */
const MARK = '<!-- Generated by Tiphys -->\n';

interface AssessInputs {
  readonly inputs: readonly LintInput[];
  readonly unreadable: readonly UnreadableFile[];
}

async function readInputs(place: string, world: World): Promise<AssessInputs> {
  const kind = await world.files.kindOf(place);
  if (kind === 'missing') throw missingError(place);
  const files = kind === 'file' ? [place] : await findFiles(place, '**/*.{yaml,yml}');
  if (files.length === 0)
    throw new CliError(
      'CLI_NOTHING_FOUND',
      `No manifest (.yaml, .yml) found in ${place} and its subfolders.`,
    );
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
