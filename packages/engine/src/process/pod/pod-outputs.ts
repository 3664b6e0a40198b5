import path from 'node:path';
import type { Artifact, Parameter, Template, VolumeMount } from '@tiphys/models';
import { saveArtifact } from '../../artifacts/save-artifact.ts';
import { saveLog } from '../../artifacts/save-log.ts';
import { type HeldPlace, placeAt } from '../../confined/place.ts';
import { readRegularFile, writeRegularFile } from '../../confined/regular-file.ts';
import { makePlace, openPlace, type ResolvedPath, resolvePath } from '../../confined/resolve-path.ts';
import { describeError, errorCode } from '../../contract/error-text.ts';
import type { PodRequest } from '../../contract/executor.ts';
import { LimitError, MAXIMUM_SHOWN_BYTES } from '../../contract/limits.ts';
import { logFile, type RunFolder } from '../../contract/run-folder.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import { isWithin, type PodFiles } from '../sandbox/pod-files.ts';
import { cleanPath, type PodArtifacts } from './pod-inputs.ts';

/** The outputs of a pod, and Argo's message for the first one that could not be saved. */
export interface CollectedOutputs {
  readonly parameters: readonly Parameter[];
  readonly artifacts: readonly Artifact[];
  readonly problem?: string;
}

/** The context in which outputs are collected. */
export interface OutputContext extends PodArtifacts {
  readonly template: Template;
  readonly volumeMounts: readonly VolumeMount[];
  /** Key of the pod, `<workflow>/<pod>`. */
  readonly podKey: string;
  /** File with the log of the pod, if it is to be saved as an artifact. */
  readonly log?: string | undefined;
}

/** The context in which the paths of outputs are claimed. */
export interface ClaimContext extends OutputContext {
  readonly plan: PodFiles;
}

/**
 * Claims the paths of the declared outputs. A file of this machine at such a path is copied for the pod, and stays untouched.
 *
 * @throws PodFailure if it is a device or a pipe, or is too large to copy
 */
export function claimOutputs(context: ClaimContext): void {
  for (const podPath of outputPaths(context.template)) {
    const { files, plan } = context;
    const host = resolvePath(files, plan, plan.seenPath(podPath));
    const content = host?.area === undefined ? readHost(host, context) : undefined;
    plan.claim(podPath);
    if (content === undefined) continue;
    const place = makePlace(files, plan, plan.visiblePath(podPath));
    try {
      if (place.stats !== undefined) continue;
      if (content === 'folder') files.mkdirSync(place.location);
      else writeRegularFile(files, place, { content, mode: 0o644 });
    } finally {
      place.close();
    }
  }
}

function readHost(found: ResolvedPath | undefined, { files }: OutputContext): Buffer | 'folder' | undefined {
  if (found?.stats === undefined) return undefined;
  if (found.stats.isDirectory()) return 'folder';
  const place = placeAt(files, found.path);
  try {
    const content = readRegularFile(files, place, { shownPath: found.path, atMost: MAXIMUM_SHOWN_BYTES });
    if (content !== undefined) return content;
  } catch (error) {
    const reason = describeError(error);
    const message = reason.includes(found.path) ? reason : `${found.path}: ${reason}`;
    throw new PodFailure('wait', message, { cause: error });
  } finally {
    place.close();
  }
  throw new PodFailure(
    'wait',
    `the path of an output is ${found.path}, a file of this machine that is too large to copy; choose another path`,
  );
}

/** Returns the paths of the declared outputs. */
export function outputPaths(template: Template): readonly string[] {
  const parameters = (template.outputs?.parameters ?? []).map((parameter) => parameter.valueFrom?.path);
  const artifacts = (template.outputs?.artifacts ?? []).map((artifact) => artifact.path);
  return [...parameters, ...artifacts].filter(
    (podPath): podPath is string => podPath !== undefined && podPath !== '',
  );
}

/** Reads the output parameters and saves the output artifacts of a pod that has ended. */
export async function collectOutputs(context: OutputContext): Promise<CollectedOutputs> {
  const parameters = readParameters(context);
  const artifacts = await saveArtifacts(context);
  const logs = await saveLogs(context);
  const problem = parameters.problem ?? artifacts.problem ?? logs.problem;
  const outputs = { parameters: parameters.values, artifacts: [...artifacts.values, ...logs.values] };
  return problem === undefined ? outputs : { ...outputs, problem };
}

interface Collected<T> {
  readonly values: readonly T[];
  readonly problem?: string;
}

/** Reads output parameters. Like Argo, stops at the first missing one; those after it get no value. */
function readParameters(context: OutputContext): Collected<Parameter> {
  const declared = context.template.outputs?.parameters ?? [];
  const values: Parameter[] = [];
  for (const [index, parameter] of declared.entries()) {
    try {
      values.push(readParameter(parameter, context));
    } catch (error) {
      const podPath = parameter.valueFrom?.path ?? '';
      return {
        values: [...values, ...declared.slice(index)],
        problem: describeReadError(podPath, error, context),
      };
    }
  }
  return { values };
}

function readParameter(parameter: Parameter, context: OutputContext): Parameter {
  const source = parameter.valueFrom;
  if (source?.path === undefined || source.path === '') return parameter;
  try {
    return { ...parameter, value: withoutNewline(readText(source.path, context)) };
  } catch (error) {
    if (source.default === undefined || !isMissing(error)) throw error;
    return { ...parameter, value: withoutNewline(String(source.default)) };
  }
}

function readText(podPath: string, context: OutputContext): string {
  const { files, limits } = context;
  const place = openOutput(podPath, context);
  try {
    const atMost = limits.parameterBytes;
    const content = readRegularFile(files, place, { shownPath: podPath, atMost });
    if (content === undefined)
      throw new LimitError(`${podPath} is too large for an output parameter`, 'parameterBytes', atMost);
    return content.toString();
  } finally {
    place.close();
  }
}

/** Tells whether a file is missing or is a folder. Argo then uses the default. */
function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT' || errorCode(error) === 'EISDIR';
}

/** Opens the place of an output, following links like the pod. */
function openOutput(podPath: string, { files, plan }: OutputContext): HeldPlace {
  const place = openPlace(files, plan, plan.visiblePath(podPath));
  if (place?.stats !== undefined) return place;
  place?.close();
  throw Object.assign(new Error(`open ${podPath}: no such file or directory`), { code: 'ENOENT' });
}

function withoutNewline(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

function describeReadError(podPath: string, error: unknown, context: OutputContext): string {
  if (errorCode(error) !== 'ENOENT') return describeError(error);
  const staged = isShared(podPath, context) ? '/mainctrfs' : '/var/run/argo/outputs/parameters';
  return `open ${path.posix.join(staged, podPath)}: no such file or directory`;
}

async function saveArtifacts(context: OutputContext): Promise<Collected<Artifact>> {
  const values: Artifact[] = [];
  let problem = '';
  for (const artifact of context.template.outputs?.artifacts ?? []) {
    if (artifact.path === undefined || artifact.path === '') continue;
    try {
      const saved = await saveOutput(artifact, context);
      if (saved !== undefined) values.push(saved);
      else if (artifact.optional !== true) problem += `${missingArtifact(artifact, context)}; `;
    } catch (error) {
      problem += `${describeError(error)}; `;
    }
  }
  return problem === '' ? { values } : { values, problem };
}

/** Returns the log file of a pod if it becomes an artifact. The logs of container sets are apart. */
export function archivedLog(request: PodRequest, folder: RunFolder): string | undefined {
  const { archiveLocation, containerSet } = request.template;
  return archiveLocation?.archiveLogs === true && containerSet === undefined
    ? logFile(folder, request)
    : undefined;
}

/** Saves the log of the main container if the template or the workflow asks for it. */
async function saveLogs(context: OutputContext): Promise<Collected<Artifact>> {
  if (context.log === undefined || !context.files.existsSync(context.log)) return { values: [] };
  try {
    const staging = path.join(context.plan.directory, 'outgoing');
    return { values: [await saveLog('main', context.log, { ...context, staging })] };
  } catch (error) {
    return { values: [], problem: describeError(error) };
  }
}

async function saveOutput(artifact: Artifact, context: OutputContext): Promise<Artifact | undefined> {
  const podPath = cleanPath(artifact);
  const { files, plan } = context;
  const source = openPlace(files, plan, plan.visiblePath(podPath));
  if (source === undefined) return undefined;
  try {
    const { stats } = source;
    if (stats === undefined) return undefined;
    if (!stats.isFile() && !stats.isDirectory())
      throw new Error(`${podPath} is not a regular file or directory`);
    if (stats.isFile() && isLostByZip(artifact, context))
      throw new Error(`stat /tmp/argo/outputs/artifacts/${artifact.name}: no such file or directory`);
    const staging = path.join(plan.directory, 'outgoing');
    return await saveArtifact(artifact, { ...context, source, staging });
  } finally {
    source.close();
  }
}

/**
 * Tells whether Argo does not find a file that it is to zip: it renames its copy to the last part of the path, and looks for the name of the
 * artifact. See docs/semantics/artifacts-and-volumes.md#archives.
 */
function isLostByZip(artifact: Artifact, context: OutputContext): boolean {
  const podPath = cleanPath(artifact);
  if (artifact.archive?.zip === undefined || isShared(podPath, context)) return false;
  return path.posix.basename(podPath) !== artifact.name;
}

function missingArtifact(artifact: Artifact, context: OutputContext): string {
  const podPath = artifact.path ?? '';
  if (!isShared(podPath, context)) {
    return `open /var/run/argo/outputs/artifacts${podPath.replace(/\/$/, '')}.tgz: no such file or directory`;
  }
  if (artifact.archive?.none !== undefined) return `${podPath} no such file or directory`;
  return `stat /mainctrfs${podPath}: no such file or directory`;
}

/** Tells whether Argo's wait container sees a path too: volumes and paths of input artifacts. */
function isShared(podPath: string, context: OutputContext): boolean {
  const inputs = context.template.inputs?.artifacts ?? [];
  return (
    context.volumeMounts.some((mount) => isWithin(mount.mountPath ?? '', podPath)) ||
    inputs.some((input) => isWithin(input.path ?? '', podPath))
  );
}
