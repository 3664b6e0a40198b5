import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Artifact, NodeStatus, Workflow } from '@tiphys/models';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { isKnownError } from '../../output/render-error.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { PlaceRuns } from '../../place/place.ts';
import { shownPath } from '../../show/shown-path.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';
import { reasonOf } from '../../world/files.ts';
import type { World } from '../../world/world.ts';

const LAYOUT = '{namespace}/{workflowName}/{nodeId}/outputs/{artifactName}';

/** Copies artifacts of a run into a folder. */
export const cpCommand: CommandSpec = {
  name: 'cp',
  summary: 'Copy the output artifacts of a run into a folder',
  details: `
Prints each file. If nothing matches, the command says so on standard error, and its exit code is 0, as that of argo.`,
  positional: {
    name: 'RUN',
    usage: 'RUN FOLDER',
    most: 2,
    summary: 'The name of a run, or @latest; then, the folder to copy to.',
    required: true,
    many: true,
  },
  options: {
    'artifact-name': { summary: 'Copy only artifacts of this name', type: 'text', value: 'NAME' },
    'node-id': { summary: 'Copy only artifacts of this node', type: 'text', value: 'NODE' },
    'template-name': {
      summary: 'Copy only artifacts of nodes of this template',
      type: 'text',
      value: 'NAME',
    },
    path: {
      summary: `Set where each file goes in the folder (default: ${LAYOUT})`,
      type: 'text',
      value: 'LAYOUT',
    },
    ...placeOptions,
  },
  examples: [
    { line: 'tiphys cp hello out', does: 'Copy all output artifacts of a run' },
    {
      line: "tiphys cp @latest out --artifact-name report --path '{nodeId}'",
      does: 'Copy the artifacts of one name',
    },
  ],
  async run(args, world) {
    const [name = '', folder] = args.positionals;
    if (folder === undefined)
      throw new CliError(
        'CLI_MISSING_ARGUMENT',
        '`tiphys cp` needs a folder to copy to: tiphys cp RUN FOLDER',
      );
    return inPlace({ args, world }, ({ runs }) => copyArtifacts(runs, { name, folder, args }, world));
  },
};

interface Copying {
  readonly name: string;
  readonly folder: string;
  readonly args: ParsedArguments;
}

async function copyArtifacts(
  runs: PlaceRuns,
  { name, folder, args }: Copying,
  world: World,
): Promise<ExitCode> {
  const workflow = await runs.get(name);
  const { findNode, keyOfArtifact } = await import('@tiphys/runs');
  const word = args.text('node-id');
  const node = word === undefined ? undefined : findNode(workflow, word);
  const { 'artifact-name': wanted, 'template-name': template } = textsOf(args);
  const isNamed = node !== undefined || template !== undefined;
  const outputs = outputsOf(workflow, isNamed);
  const found = outputs.filter(({ node: { id, templateName }, artifact }) => {
    return (
      (node === undefined || node.id === id) &&
      (template === undefined || template === templateName) &&
      (wanted === undefined || wanted === artifact.name)
    );
  });
  for (const { node: owner, artifact } of found) {
    const place = placeOf({ workflow, node: owner, artifact }, args.text('path') ?? LAYOUT);
    const file = path.join(place, path.basename(keyOfArtifact(artifact) ?? artifact.name));
    const target = targetIn(path.resolve(world.cwd, folder), file);
    const bytes = runs.readArtifact(workflow.metadata.name ?? name, {
      nodeId: owner.id,
      name: artifact.name,
    });
    await writeBytes(target, bytes);
    world.terminal.out(`Created "${shownPath(target, world)}"\n`);
  }
  if (found.length === 0) world.terminal.err(`${describeNothing(workflow, outputs)}\n`);
  return ExitCode.Ok;
}

interface NodeArtifact {
  readonly node: NodeStatus;
  readonly artifact: Artifact;
}

function textsOf(
  args: ParsedArguments,
): Readonly<Record<'artifact-name' | 'template-name', string | undefined>> {
  return { 'artifact-name': args.text('artifact-name'), 'template-name': args.text('template-name') };
}

/** As in argo, this is not an error. */
function describeNothing({ metadata }: Workflow, outputs: readonly NodeArtifact[]): string {
  const names = [...new Set(outputs.map(({ artifact }) => artifact.name))];
  if (names.length === 0) return `Nothing was copied: the run ${metadata.name} has no output artifacts.`;
  return `Nothing was copied: the run ${metadata.name} has no such artifact. It has ${names.join(', ')}.`;
}

/** Returns the output artifacts of pods, or of all nodes: those that are no pods pass on those of their pods. */
function outputsOf({ status }: Workflow, ofAll: boolean): readonly NodeArtifact[] {
  return Object.values(status?.nodes ?? {})
    .filter(({ type }) => ofAll || type === 'Pod')
    .flatMap((node) => (node.outputs?.artifacts ?? []).map((artifact) => ({ node, artifact })));
}

function placeOf(
  { workflow, node, artifact }: NodeArtifact & { readonly workflow: Workflow },
  layout: string,
): string {
  const { name = '', namespace = 'default' } = workflow.metadata;
  const values: Readonly<Record<string, string>> = {
    namespace,
    workflowName: name,
    nodeId: node.id,
    templateName: node.templateName ?? '',
    artifactName: artifact.name,
  };
  return layout.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key]?.replaceAll('/', '_') ?? whole);
}

/** Names of a workflow must not lead out of the folder. */
function targetIn(folder: string, file: string): string {
  const target = path.resolve(folder, file);
  if (target.startsWith(folder + path.sep)) return target;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `"${file}" would be written outside ${folder}. Choose another --path.`,
  );
}

/** Writes a file, or nothing if the bytes break off. */
async function writeBytes(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const partial = `${file}.${process.pid}.part`;
  try {
    const iterator = bytes[Symbol.asyncIterator]();
    // What cannot be read leaves no empty folders.
    const first = await iterator.next();
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(Readable.from(startingWith(first, iterator)), createWriteStream(partial));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    if (isKnownError(error)) throw error;
    throw new CliError('CLI_WRITE_FAILED', `Cannot write ${file}: ${reasonOf(error)}.`, { cause: error });
  }
}

async function* startingWith<T>(first: IteratorResult<T>, rest: AsyncIterator<T>): AsyncGenerator<T> {
  for (let next = first; next.done !== true; next = await rest.next()) yield next.value;
}
