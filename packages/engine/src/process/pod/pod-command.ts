import path from 'node:path';
import { writeRegularFile } from '../../confined/regular-file.ts';
import { makePlace, resolvePath } from '../../confined/resolve-path.ts';
import type { PodRequest } from '../../contract/executor.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { MAXIMUM_WORD_BYTES } from '../../contract/limits.ts';
import { buildEnvironment, type ContainerEnvironment } from '../../pod-spec/container-environment.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import type { PodContainer } from '../../pod-spec/pod-spec.ts';
import { expandCommand, findCommand, SCRIPT_PATH } from '../container/container-command.ts';
import type { ImageCommands } from '../image-command.ts';
import { missingCommand } from '../image-commands.ts';
import { lookUpProgram, type ProgramLookup } from '../keeping/programs.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';
import { PROGRESS_PATH } from './progress-file.ts';

/** The command of a container, ready to start. */
export interface PodCommand {
  readonly program: ProgramLookup;
  readonly args: readonly string[];
  readonly workingDirectory: string;
  readonly environment: ReadonlyMap<string, string>;
}

/** The context in which a command is prepared. */
export interface CommandContext {
  readonly files: FileSystem;
  readonly plan: PodFiles;
  /** All containers of the pod. */
  readonly containers: readonly PodContainer[];
  readonly images: ImageCommands;
  /** Files of programs that were found before, by the value of `PATH` and the name. */
  readonly programs: Map<string, string>;
  readonly environment: Readonly<Record<string, string>>;
}

/** Prepares the command of a container: arguments, variables, script and folder. */
export function prepareCommand(
  request: PodRequest,
  container: PodContainer,
  context: CommandContext,
): PodCommand {
  const { fields: body, source } = container;
  if (source !== undefined) writeScript(source, context);
  const variables = environmentOf(request, container, context);
  const words = findCommand({ ...body, source }, context.images);
  if (words === undefined) throw new PodFailure('init', missingCommand(body.image ?? ''));
  const [name = '', ...args] = expandCommand(words, variables.declared).map((word) =>
    word === SCRIPT_PATH ? context.plan.visiblePath(SCRIPT_PATH) : word,
  );
  const searchPath = variables.all.get('PATH') ?? '';
  return {
    program: findProgram(name, searchPath, context),
    args: offloadLargeWords(args, context),
    workingDirectory: prepareFolder(body.workingDir ?? '/', context),
    environment: variables.all,
  };
}

/** Finds a program. Like a shell, remembers where it was if the pod has no files of its own in the way. */
function findProgram(name: string, searchPath: string, context: CommandContext): ProgramLookup {
  const { files, plan, programs } = context;
  const key = `${searchPath}\0${name}`;
  const isUsual = !name.includes('/') && plan.isCommon();
  const known = isUsual ? programs.get(key) : undefined;
  if (known !== undefined && isProgram(known, files)) return { file: known };
  const statOf = (podPath: string) => resolvePath(files, plan, plan.seenPath(podPath))?.stats;
  const found = lookUpProgram(name, { searchPath, statOf });
  if (isUsual && 'file' in found) programs.set(key, found.file);
  return found;
}

function isProgram(file: string, files: FileSystem): boolean {
  const stats = files.statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
}

/** The context in which the environment of a container is made. */
export type EnvironmentContext = Pick<CommandContext, 'containers' | 'environment' | 'plan'>;

/** Returns the environment of a container. */
export function environmentOf(
  request: PodRequest,
  container: PodContainer,
  { containers, environment, plan }: EnvironmentContext,
): ContainerEnvironment {
  return buildEnvironment({
    request,
    container,
    containers,
    temporaryFolder: plan.visiblePath('/tmp'),
    progressFile: plan.visiblePath(PROGRESS_PATH),
    base: environment,
  });
}

function writeScript(source: string, context: CommandContext): void {
  writeClaimed(SCRIPT_PATH, { content: source, mode: 0o755 }, context);
}

function writeClaimed(
  podPath: string,
  file: { readonly content: string; readonly mode: number },
  { files, plan }: CommandContext,
): void {
  plan.claim(podPath);
  const place = makePlace(files, plan, plan.visiblePath(podPath));
  try {
    writeRegularFile(files, place, file);
  } finally {
    place.close();
  }
}

/** Makes the working folder if it is missing, as a container runtime does. */
function prepareFolder(workingDirectory: string, { files, plan }: CommandContext): string {
  if (resolvePath(files, plan, plan.seenPath(workingDirectory))?.stats !== undefined) return workingDirectory;
  plan.claim(workingDirectory);
  const place = makePlace(files, plan, plan.visiblePath(workingDirectory));
  try {
    if (place.stats === undefined) files.mkdirSync(place.location);
  } finally {
    place.close();
  }
  return workingDirectory;
}

/** Replaces each argument over the limit by `@file`, as Argo does. See docs/semantics/pods.md#long-arguments. */
function offloadLargeWords(args: readonly string[], context: CommandContext): readonly string[] {
  return args.map((word, index) => {
    if (word.length < MAXIMUM_WORD_BYTES && Buffer.byteLength(word) < MAXIMUM_WORD_BYTES) return word;
    const file = path.posix.join('/tmp', `argo_arg_${index}.txt`);
    writeClaimed(file, { content: word, mode: 0o644 }, context);
    return `@${context.plan.visiblePath(file)}`;
  });
}
