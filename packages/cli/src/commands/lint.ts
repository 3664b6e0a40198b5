import path from 'node:path';
import type { LintInput, LintObjects, LintOptions } from '@tiphys/lint';
import type { CommandSpec } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { readTarget, targetOption } from '../line/target-option.ts';
import { findFiles, manifestPattern } from '../source/find-files.ts';
import { withoutRepeats } from '../source/find-sources.ts';
import { readBeside, readTexts, shownFile, toLintObjects } from '../source/lint-source.ts';
import { isManifest, isScript, type LoadOptions, loadSources, remoteFiles } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

type LintSource = LintInput | LintObjects;

/** Checks manifests, and pipelines through what they compile to. */
export const lintCommand: CommandSpec = {
  name: 'lint',
  summary: 'Check workflows before they are submitted',
  details: `
Finds what \`argo lint\` finds and more, all of it at once and with line numbers. Files are read together, so that a templateRef is
looked up among all of them and among the YAML that components were generated from. A folder stands for the manifests in it and below,
hidden folders included; files without an object of Argo are passed over. A TypeScript file stands for what it compiles to:
issues of a pipeline have the line of the call that they come from.

An error cannot work when the workflow runs, even where \`argo lint\` accepts it, such as an unknown name in {{=...}} or a condition that
cannot be parsed. A warning is suspicious, or depends on the cluster. With --compat argo only what \`argo lint\` refuses is an error.
With --target, only fields of that version are accepted; for others, the message says what to write instead.

The exit code is 1 for errors, and where there was nothing to lint.`,
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
      summary: 'Take only what this linter refuses for an error: argo',
      type: 'text',
      value: 'LINTER',
    },
    json: { summary: 'Print the issues as JSON', type: 'flag' },
    quiet: { summary: 'Leave warnings out', type: 'flag', short: 'q' },
    ...frozenOption,
  },
  examples: [
    { line: 'tiphys lint workflows/', does: 'Check every manifest below a folder' },
    { line: 'tiphys lint pipeline.ts --json', does: 'Check a pipeline, for a program' },
    { line: 'tiphys lint workflows/ --target v3.7', does: 'Check for an older Argo' },
    { line: 'tiphys lint workflows/ --compat argo', does: "Get the verdict of Argo's own linter" },
  ],
  async run(args, world) {
    const target = await readTarget(args);
    const compat = readCompat(args.text('compat'));
    const { lintFiles, loadLintTarget, renderIssues } = await import('@tiphys/lint');
    const { inputs, beside } = await readInputs(
      args.positionals,
      { target, frozen: isFrozen(args, world) },
      world,
    );
    const options: LintOptions = {
      ...(target !== undefined && { target: await loadLintTarget(target) }),
      ...(compat && { compat }),
    };
    const notAsked = new Set(beside.map(({ file }) => file));
    const { issues, objects } = lintFiles([...inputs, ...beside], options);
    const found = issues
      .filter(({ severity, file }) => !notAsked.has(file) && (severity === 'error' || !args.flag('quiet')))
      .map((issue) => ({ ...issue, file: shownFile(issue.file, world) }));
    // What kept the files from being checked is among the errors already.
    const hasErrors = found.some(({ severity }) => severity === 'error');
    const isEmpty = objects === 0 && !hasErrors;
    const files = new Set(inputs.map(({ file }) => file)).size;
    if (args.flag('json'))
      world.terminal.out(`${JSON.stringify({ files, objects, issues: found }, undefined, 2)}\n`);
    else if (found.length > 0) {
      const texts = [...inputs.filter((input) => 'text' in input), ...(await readTexts(found, world))];
      world.terminal.out(renderIssues(found, { colour: world.terminal.colour, inputs: texts, files }));
    } else if (!isEmpty) world.terminal.out(`No issues in ${files} ${files === 1 ? 'file' : 'files'}\n`);
    if (isEmpty) world.terminal.err(nothingToLint(args.positionals));
    return isEmpty || hasErrors ? ExitCode.Findings : ExitCode.Ok;
  },
};

/** As `argo lint` does, which would else pass over a mistake in a path or in a kind. */
function nothingToLint(words: readonly string[]): string {
  return `Nothing to lint: there is no object of Argo Workflows in ${words.join(', ')}. Check the path, and the "kind" of each document.\n`;
}

function readCompat(word: string | undefined): 'argo' | undefined {
  if (word === undefined || word === 'argo') return word;
  throw new CliError('CLI_OPTION_VALUE', `--compat takes argo, not "${word}".`);
}

async function readInputs(words: readonly string[], options: LoadOptions, world: World): Promise<LintInputs> {
  const inputs = new Map<string, readonly LintSource[]>();
  const referred = new Set<string>();
  for (const word of words) {
    if (word === '-') inputs.set(word, [{ file: '<stdin>', text: await world.readInput() }]);
    for (const { file, isFound } of word === '-' ? [] : await filesOf(word, world)) {
      // A file that is named counts as named, in a folder or not.
      if (inputs.has(file) && isFound) continue;
      const { inputs: read, remotes } = await readFile(file, options, world);
      inputs.set(file, isFound ? read.map((input) => ({ ...input, isFound })) : read);
      for (const remote of remotes) referred.add(remote);
    }
  }
  const read = [...inputs.values()].flat();
  return { inputs: read, beside: await readBeside([...referred], read, world) };
}

interface LintInputs {
  readonly inputs: readonly LintSource[];
  /** Files that pipelines refer to: looked up in, and checked only where they are named too. */
  readonly beside: readonly LintInput[];
}

interface FoundFile {
  readonly file: string;
  readonly isFound: boolean;
}

async function filesOf(word: string, world: World): Promise<readonly FoundFile[]> {
  const place = path.resolve(world.cwd, word);
  if ((await world.files.kindOf(place)) !== 'directory') return [{ file: place, isFound: false }];
  const found = await withoutRepeats(await findFiles(place, manifestPattern, { hidden: true }));
  return found.map((file) => ({ file, isFound: true }));
}

interface ReadFile {
  readonly inputs: readonly LintSource[];
  readonly remotes: readonly string[];
}

async function readFile(file: string, options: LoadOptions, world: World): Promise<ReadFile> {
  const { convertObject } = await import('@tiphys/convert');
  const { decodeUtf8 } = await import('@tiphys/yaml');
  const { toYaml } = await import('@tiphys/workflow');
  if (!isScript(file)) {
    const bytes = await world.files.readBytes(file);
    if (!isManifest(file))
      throw new CliError(
        'CLI_FILE_KIND',
        `${file} is neither TypeScript (.ts, .js) nor a manifest (.yaml, .yml, .json).`,
      );
    const { text, invalid } = decodeUtf8(bytes);
    const input = { file: shownFile(file, world), text, ...(invalid && { invalidUtf8: invalid }) };
    return { inputs: [input], remotes: [] };
  }
  const { target } = options;
  const sources = await loadSources(file, { frozen: options.frozen }, world);
  const inputs = sources.flatMap((source) => {
    const objects = source.kind === 'pipeline' ? [source.compiled.manifest] : source.objects;
    // What the target has no form for stays as it is, and is an issue.
    const written = target ? objects.map((one) => convertObject(one, { to: target }).object) : objects;
    // Refuses what could not be written, such as an object that holds itself.
    if (source.kind === 'objects') toYaml(written);
    return toLintObjects(source, written, world);
  });
  return { inputs, remotes: sources.flatMap(remoteFiles) };
}
