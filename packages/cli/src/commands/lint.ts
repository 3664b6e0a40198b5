import path from 'node:path';
import type { Issue, LintInput, LintObjects, LintOptions } from '@tiphys/lint';
import { colourOption } from '../line/colour-option.ts';
import type { CommandSpec, ParsedArguments } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { strictOption } from '../line/strict-option.ts';
import { readTarget, targetOption } from '../line/target-option.ts';
import { shortName } from '../output/short-name.ts';
import { isManifest, isScript, unsupportedFileError } from '../source/file-kinds.ts';
import { findFiles, MANIFEST_PATTERN } from '../source/find-files.ts';
import { withoutRepeats } from '../source/find-sources.ts';
import { readBeside, readTexts, toLintObjects } from '../source/lint-source.ts';
import { type LoadedSource, type LoadOptions, loadSources, remoteFiles } from '../source/load-source.ts';
import { keyOf } from '../source/read-objects.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

type LintSource = LintInput | LintObjects;

/** Checks manifests, and the manifests that pipelines compile to. */
export const lintCommand: CommandSpec = {
  name: 'lint',
  summary: 'Check workflows before you submit them',
  details: `
Finds everything that \`argo lint\` finds, and more, with line numbers. All files are checked together: a templateRef is looked up in all
of them, and in the YAML that components were generated from. For a folder, all manifests in it and its subfolders are checked,
including hidden folders; files without Argo objects are skipped. A TypeScript file is compiled first, and the issues of a pipeline
have the line of the call that causes them.

An error means that the workflow cannot run correctly, even if \`argo lint\` accepts it: an unknown name in {{=...}}, for example, or a
condition that cannot be parsed. A warning means that something is suspicious, or depends on the cluster. With --compat argo, only what
\`argo lint\` rejects is an error. With --target, only the fields of that version are accepted; for others, the message says what to
write instead.

-o simple prints a line for each issue. -o github prints the annotations that GitHub Actions shows in a pull request.

The exit code is 1 if there are errors, or nothing to lint.`,
  positional: {
    name: 'PATH',
    summary: 'Manifests, folders, pipelines, or - for standard input.',
    required: true,
    many: true,
    completes: 'file',
  },
  options: {
    ...targetOption,
    compat: {
      summary: 'Report as errors only what this linter rejects',
      type: 'text',
      value: 'LINTER',
      choices: ['argo'],
    },
    output: {
      summary: 'Set the format of the issues (default: pretty)',
      type: 'text',
      short: 'o',
      value: 'FORMAT',
      choices: ['pretty', 'simple', 'json', 'github'],
    },
    json: { summary: 'Print the issues as JSON', type: 'flag' },
    quiet: { summary: 'Hide warnings', type: 'flag', short: 'q' },
    ...frozenOption,
    ...colourOption,
    ...strictOption,
    offline: { summary: 'Accepted because argo has it: no cluster is asked', type: 'flag', alwaysOn: true },
  },
  examples: [
    { line: 'tiphys lint workflows/', does: 'Check every manifest in a folder' },
    { line: 'tiphys lint pipeline.ts --json', does: 'Check a pipeline, with JSON for other programs' },
    { line: 'tiphys lint workflows/ -o github', does: 'Annotate the lines of a pull request' },
    { line: 'tiphys lint workflows/ --target v3.7', does: 'Check for an older version of Argo' },
    { line: 'tiphys lint workflows/ --compat argo', does: "Report what Argo's own linter rejects" },
  ],
  async run(args, world) {
    const target = readTarget(args);
    const format = readFormat(args);
    const { lintFiles, loadLintTarget } = await import('@tiphys/lint');
    const { inputs, beside } = await readInputs(
      args.positionals,
      { target, frozen: isFrozen(args, world) },
      world,
    );
    const options: LintOptions = {
      ...(target !== undefined && { target: await loadLintTarget(target) }),
      ...(args.text('compat') === 'argo' && { compat: 'argo' }),
    };
    const notAsked = new Set(beside.map(({ file }) => file));
    const { issues, objects } = lintFiles([...inputs, ...beside], options);
    const found = issues
      .filter(({ severity, file }) => !notAsked.has(file) && (severity === 'error' || !args.flag('quiet')))
      .map((issue) => ({ ...issue, file: shortName(issue.file, world.cwd) }));
    // If a file could not be read, the errors say so.
    const hasErrors = found.some(({ severity }) => severity === 'error');
    const isEmpty = objects === 0 && !hasErrors;
    const files = new Set(inputs.map(({ file }) => file)).size;
    if (format === 'json')
      world.terminal.out(`${JSON.stringify({ files, objects, issues: found }, undefined, 2)}\n`);
    else if (found.length > 0) {
      const texts = [...inputs.filter((input) => 'text' in input), ...(await readTexts(found, world))];
      world.terminal.out(await renderFound(found, { format, texts, files }, world));
    } else if (!isEmpty) world.terminal.out(`No issues in ${files} ${files === 1 ? 'file' : 'files'}\n`);
    if (isEmpty) world.terminal.err(nothingToLint(args.positionals));
    return isEmpty || hasErrors ? ExitCode.Findings : ExitCode.Ok;
  },
};

type Format = 'pretty' | 'simple' | 'json' | 'github';

function readFormat(args: ParsedArguments): Format {
  const format = args.text('output');
  if (args.flag('json') && format !== undefined && format !== 'json')
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      `--json and -o ${format} are different formats. Remove one of them.`,
    );
  // The parser accepts these values only.
  return args.flag('json') ? 'json' : ((format as Format | undefined) ?? 'pretty');
}

interface Rendering {
  readonly format: Format;
  readonly texts: readonly LintInput[];
  readonly files: number;
}

async function renderFound(
  found: readonly Issue[],
  { format, texts, files }: Rendering,
  { cwd, env, terminal }: World,
): Promise<string> {
  const { renderAnnotations, renderIssues } = await import('@tiphys/lint');
  if (format === 'pretty') return renderIssues(found, { colour: terminal.colour, inputs: texts, files });
  if (format === 'github') {
    // GitHub looks for files from the root of the repository.
    const root = env.GITHUB_WORKSPACE || cwd;
    return renderAnnotations(
      found.map((issue) => ({ ...issue, file: path.relative(root, path.resolve(cwd, issue.file)) })),
    );
  }
  const lines = found.map(({ file, line, column, severity, message, rule, path: place }) => {
    const where = line === undefined ? `${file}: ${place}` : `${file}:${line}:${column ?? 1}`;
    return `${where}: ${severity}: ${message} [${rule}]\n`;
  });
  return lines.join('');
}

/** `argo lint` fails in this case, too: the path or a kind is probably wrong. */
function nothingToLint(words: readonly string[]): string {
  return `Nothing to lint: no object of Argo Workflows found in ${words.join(', ')}. Check the path, and the "kind" of each document.\n`;
}

async function readInputs(words: readonly string[], options: LoadOptions, world: World): Promise<LintInputs> {
  const inputs = new Map<string, readonly LintSource[]>();
  const referred = new Set<string>();
  const besides: LintInput[] = [];
  for (const word of words) {
    if (word === '-') inputs.set(word, [{ file: '<stdin>', text: await world.readInput() }]);
    for (const { file, isFound } of word === '-' ? [] : await filesOf(word, world)) {
      // A file that the user names is checked more strictly than one that is found in a folder.
      if (inputs.has(file) && isFound) continue;
      const { inputs: read, remotes, references } = await readFile(file, options, world);
      besides.push(...references);
      inputs.set(file, isFound ? read.map((input) => ({ ...input, isFound })) : read);
      for (const remote of remotes) referred.add(remote);
    }
  }
  const read = [...inputs.values()].flat();
  return { inputs: read, beside: [...besides, ...(await readBeside([...referred], read, world))] };
}

interface LintInputs {
  readonly inputs: readonly LintSource[];
  /** Files that pipelines refer to, except those that the user named. They resolve references, but are not checked. */
  readonly beside: readonly LintInput[];
}

interface FoundFile {
  readonly file: string;
  readonly isFound: boolean;
}

async function filesOf(word: string, world: World): Promise<readonly FoundFile[]> {
  const place = path.resolve(world.cwd, word);
  if ((await world.files.kindOf(place)) !== 'directory') return [{ file: place, isFound: false }];
  const found = await withoutRepeats(await findFiles(place, MANIFEST_PATTERN, { hidden: true }));
  return found.map((file) => ({ file, isFound: true }));
}

interface ReadFile {
  readonly inputs: readonly LintSource[];
  readonly remotes: readonly string[];
  /** The templates of pipelines in other files that those of this file refer to. */
  readonly references: readonly LintInput[];
}

/** Returns the templates that pipelines refer to, except those that are pipelines of the same file. */
function besideOf(sources: readonly LoadedSource[]): readonly LintInput[] {
  const pipelines = sources.filter((source) => source.kind === 'pipeline');
  const own = new Set(pipelines.map(({ compiled }) => keyOf(compiled.manifest)));
  const found = new Map(
    pipelines.flatMap(({ references }) => references).map((object) => [keyOf(object), object] as const),
  );
  return [...found].flatMap(([key, object]) =>
    own.has(key) ? [] : [{ file: `<${key}>`, text: JSON.stringify(object) }],
  );
}

async function readFile(file: string, options: LoadOptions, world: World): Promise<ReadFile> {
  const { convertObject } = await import('@tiphys/convert');
  const { decodeUtf8 } = await import('@tiphys/yaml');
  const { toYaml } = await import('@tiphys/workflow');
  if (!isScript(file)) {
    const bytes = await world.files.readBytes(file);
    if (!isManifest(file)) throw unsupportedFileError(file, 'TypeScript or JavaScript');
    const { text, invalid } = decodeUtf8(bytes);
    const input = {
      file: shortName(file, world.cwd),
      text,
      ...(invalid && { invalidUtf8: { line: invalid.line, column: invalid.column } }),
    };
    return { inputs: [input], remotes: [], references: [] };
  }
  const { target } = options;
  const sources = await loadSources(file, { frozen: options.frozen }, world);
  const inputs = sources.flatMap((source) => {
    const objects = source.kind === 'pipeline' ? [source.compiled.manifest] : source.objects;
    // A field that the target does not have is left unchanged and reported as an issue.
    const written = target ? objects.map((one) => convertObject(one, { to: target }).object) : objects;
    // Throws for objects that cannot be written as YAML, such as one that contains itself.
    if (source.kind === 'objects') toYaml(written);
    return toLintObjects(source, written, world);
  });
  return { inputs, remotes: sources.flatMap(remoteFiles), references: besideOf(sources) };
}
