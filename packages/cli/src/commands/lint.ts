import path from 'node:path';
import type { LintInput, LintObjects } from '@tiphys/lint';
import { CliError } from '../cli-error.ts';
import type { CommandSpec } from '../command.ts';
import { ExitCode } from '../exit-code.ts';
import { findFiles, manifestPattern } from '../find-files.ts';
import { frozenOption, isFrozen } from '../frozen-option.ts';
import { remoteFiles } from '../gather-objects.ts';
import { readBeside, readTexts, shownFile, toLintObjects } from '../lint-source.ts';
import { isManifest, isScript, type LoadOptions, loadSources } from '../load-source.ts';
import { readTarget, targetOption } from '../target-option.ts';
import type { World } from '../world.ts';

type LintSource = LintInput | LintObjects;

/** Checks manifests, and pipelines through what they compile to. */
export const lintCommand: CommandSpec = {
  name: 'lint',
  summary: 'Check workflows before they are submitted',
  details: `
Finds what \`argo lint\` finds and more, all of it at once and with line numbers. Files are read together, so that a templateRef is
looked up among all of them and among the YAML that components were generated from. A folder stands for the manifests in it and below;
a TypeScript file for what it compiles to: issues of a pipeline have the line of the call that they come from. With --target only what that version of Argo knows is right, and fields of other versions
are told with what to write.`,
  positional: {
    name: 'PATH',
    summary: 'Manifests, folders, pipelines, or - for standard input.',
    required: true,
    many: true,
    completes: 'file',
  },
  options: {
    ...targetOption,
    json: { summary: 'Print the issues as JSON', type: 'flag' },
    quiet: { summary: 'Leave warnings out', type: 'flag', short: 'q' },
    ...frozenOption,
  },
  examples: [
    { line: 'tiphys lint workflows/', does: 'Check every manifest below a folder' },
    { line: 'tiphys lint pipeline.ts --json', does: 'Check a pipeline, for a program' },
    { line: 'tiphys lint workflows/ --target v3.7', does: 'Check for an older Argo' },
  ],
  async run(args, world) {
    const target = await readTarget(args);
    const { lint, loadLintTarget, renderIssues } = await import('@tiphys/lint');
    const { inputs, beside } = await readInputs(
      args.positionals,
      { target, frozen: isFrozen(args, world) },
      world,
    );
    const options = target === undefined ? {} : { target: await loadLintTarget(target) };
    const notAsked = new Set(beside.map(({ file }) => file));
    const found = lint([...inputs, ...beside], options)
      .filter(({ severity, file }) => !notAsked.has(file) && (severity === 'error' || !args.flag('quiet')))
      .map((issue) => ({ ...issue, file: shownFile(issue.file, world) }));
    const files = new Set(inputs.map(({ file }) => file)).size;
    if (args.flag('json')) world.terminal.out(`${JSON.stringify({ files, issues: found }, undefined, 2)}\n`);
    else if (found.length === 0)
      world.terminal.out(`No issues in ${files} ${files === 1 ? 'file' : 'files'}\n`);
    else {
      const texts = [...inputs.filter((input) => 'text' in input), ...(await readTexts(found, world))];
      world.terminal.out(renderIssues(found, { colour: world.terminal.colour, inputs: texts }));
    }
    return found.some(({ severity }) => severity === 'error') ? ExitCode.Findings : ExitCode.Ok;
  },
};

async function readInputs(words: readonly string[], options: LoadOptions, world: World): Promise<LintInputs> {
  const inputs: LintSource[] = [];
  const referred = new Set<string>();
  for (const word of words) {
    if (word === '-') {
      inputs.push({ file: '<stdin>', text: await world.readInput() });
      continue;
    }
    for (const file of await filesOf(word, world)) {
      const { inputs: read, remotes } = await readFile(file, options, world);
      inputs.push(...read);
      for (const remote of remotes) referred.add(remote);
    }
  }
  return { inputs, beside: await readBeside([...referred], inputs, world) };
}

interface LintInputs {
  readonly inputs: readonly LintSource[];
  /** Files that pipelines refer to: looked up in, and checked only where they are named too. */
  readonly beside: readonly LintInput[];
}

async function filesOf(word: string, world: World): Promise<readonly string[]> {
  const place = path.resolve(world.cwd, word);
  if ((await world.files.kindOf(place)) !== 'directory') return [place];
  const found = await findFiles(place, manifestPattern);
  if (found.length === 0)
    throw new CliError(
      'CLI_NOTHING_TO_LINT',
      `There is no manifest (.yaml, .yml, .json) in ${place} or below.`,
    );
  return found;
}

interface ReadFile {
  readonly inputs: readonly LintSource[];
  readonly remotes: readonly string[];
}

async function readFile(file: string, options: LoadOptions, world: World): Promise<ReadFile> {
  if (!isScript(file)) {
    const text = await world.files.readText(file);
    if (!isManifest(file))
      throw new CliError(
        'CLI_FILE_KIND',
        `${file} is neither TypeScript (.ts, .js) nor a manifest (.yaml, .yml, .json).`,
      );
    return { inputs: [{ file: shownFile(file, world), text }], remotes: [] };
  }
  const { convertObject, toYaml } = await import('@tiphys/workflow');
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
