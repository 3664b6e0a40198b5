import path from 'node:path';
import type { ArgoObject } from '@tiphys/models/facts';
import type { RepositoryConfigMap } from '@tiphys/pipeline/compile';
import type { CommandSpec } from '../line/command.ts';
import { frozenOption, isFrozen } from '../line/frozen-option.ts';
import { parameterOptions, readParameters } from '../line/read-parameters.ts';
import { readTarget, targetOption } from '../line/target-option.ts';
import { assertReplaceable, GENERATED_MARK, writeOutput } from '../output/write-output.ts';
import { convertAll } from '../source/convert-all.ts';
import { type LoadedSource, loadSource } from '../source/load-source.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';

/** An object that is written. */
type Compiled = ArgoObject | RepositoryConfigMap;

/** Compiles a pipeline to a manifest. */
export const compileCommand: CommandSpec = {
  name: 'compile',
  summary: 'Compile a pipeline to Argo YAML',
  details: `
Prints a manifest for \`argo submit\`, or writes it to a file with -o. The manifest is checked first, as by \`tiphys lint\`: errors
are reported with the line of your source, and nothing is written; warnings go to standard error. A file that Tiphys did not write is
only overwritten with --force. Parameters become the defaults of the manifest. With --target, the manifest uses the fields of that
version (such as \`schedule\` for Argo 3.5). A field that the version does not have is an error. With --repository, a ConfigMap
describes the artifact repository of the pipeline, and the manifest refers to it: apply that file before you submit.`,
  positional: {
    name: 'FILE',
    summary: 'The TypeScript file with a pipeline or with Argo objects.',
    required: true,
    completes: 'file',
  },
  options: {
    ...parameterOptions,
    ...targetOption,
    output: { summary: 'Write to this file', type: 'text', short: 'o', value: 'FILE', completes: 'file' },
    repository: {
      summary: 'Write the artifact repository to this file, as a ConfigMap',
      type: 'text',
      value: 'FILE',
      completes: 'file',
    },
    force: { summary: 'Overwrite the file even if Tiphys did not write it', type: 'flag' },
    json: { summary: 'Print JSON instead of YAML', type: 'flag' },
    report: { summary: 'Print the sizes of the manifest and its parts to standard error', type: 'flag' },
    export: { summary: 'Use this export of the file', type: 'text', value: 'NAME' },
    ...frozenOption,
  },
  examples: [
    { line: 'tiphys compile pipeline.ts', does: 'Print the manifest' },
    {
      line: 'tiphys compile pipeline.ts -o pipe.yaml',
      does: 'Write it to a file, for argo submit --watch pipe.yaml -p n=5',
    },
    { line: 'tiphys compile pipeline.ts --target v3.7', does: 'Print it for an older version of Argo' },
    {
      line: 'tiphys compile pipeline.ts --repository store.yaml -o pipe.yaml',
      does: 'Describe the artifact repository in a ConfigMap',
    },
    { line: 'tiphys compile pipeline.ts --report -o pipe.yaml', does: 'Show how large its parts are, too' },
  ],
  async run(args, world) {
    const target = readTarget(args);
    const repositoryFile = args.text('repository');
    const options = {
      exportName: args.text('export'),
      target,
      frozen: isFrozen(args, world),
      separateRepository: repositoryFile !== undefined,
    };
    const source = await loadSource(args.positionals[0] ?? '', options, world);
    if (source.kind === 'objects' && source.objects.length === 0)
      throw new CliError('CLI_NOTHING_FOUND', `No Argo object found in ${source.file}.`);
    const parameters = await readParameters(args, world);
    const { setParameters } = await import('../run/set-parameters.ts');
    const { assertValid } = await import('../source/lint-source.ts');
    const objects = await convertAll(await setParameters(source, parameters), target);
    await assertValid({ source, objects, target }, world);
    const to = args.text('output') ?? '-';
    const outputs = [
      ...(repositoryFile === undefined ? [] : [{ to: repositoryFile, objects: [repositoryOf(source)] }]),
      { to, objects },
    ];
    const force = args.flag('force');
    for (const one of outputs) await assertReplaceable({ to: one.to, force }, world);
    for (const one of outputs) {
      const text = args.flag('json')
        ? toJson(one.objects)
        : await toYamlText(one.objects, path.relative(world.cwd, source.file));
      await writeOutput(text, { to: one.to, force }, world);
      if (one.to !== '-') world.terminal.err(`Wrote ${one.to}\n`);
    }
    if (args.flag('report')) await printReports(objects, world);
    return ExitCode.Ok;
  },
};

/** Returns the ConfigMap that describes the artifact repository of a pipeline. */
function repositoryOf(source: LoadedSource): RepositoryConfigMap {
  if (source.kind === 'pipeline' && source.compiled.repository !== undefined)
    return source.compiled.repository;
  throw new CliError(
    'CLI_NOTHING_FOUND',
    `${source.file} contains Argo objects instead of a pipeline, so it has no artifact repository for --repository. Remove that option.`,
  );
}

async function printReports(objects: readonly ArgoObject[], world: World): Promise<void> {
  const { measureManifest } = await import('@tiphys/pipeline/compile');
  const { renderSizeReport } = await import('../output/render-size-report.ts');
  for (const object of objects) {
    if (object.kind !== 'Workflow' && object.kind !== 'WorkflowTemplate' && object.kind !== 'CronWorkflow')
      continue;
    const { name, generateName = '' } = object.metadata as { name?: string; generateName?: string };
    world.terminal.err(`\n${renderSizeReport(name ?? generateName, measureManifest(object))}`);
  }
}

async function toYamlText(objects: readonly Compiled[], from: string): Promise<string> {
  const { toYaml } = await import('@tiphys/workflow');
  return `${GENERATED_MARK} from ${from.replaceAll(path.sep, '/')}. Do not edit: change that file and compile again.\n${toYaml(objects)}`;
}

function toJson(objects: readonly Compiled[]): string {
  return `${JSON.stringify(objects.length === 1 ? objects[0] : objects, undefined, 2)}\n`;
}
