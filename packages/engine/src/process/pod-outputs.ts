import path from 'node:path';
import type { Artifact, Parameter, Template, VolumeMount } from '@tiphys/models';
import { saveArtifact } from '../artifacts/save-artifact.ts';
import { describeError, errorCode } from './pod-failure.ts';
import { isWithin } from './pod-files.ts';
import { cleanPath, type PodArtifacts } from './pod-inputs.ts';

/** What a pod has left, and the first problem in saving it, in Argo's words. */
export interface PodOutputs {
  readonly parameters: readonly Parameter[];
  readonly artifacts: readonly Artifact[];
  readonly problem?: string;
}

/** What collecting outputs needs to know. */
export interface OutputContext extends PodArtifacts {
  readonly template: Template;
  readonly volumeMounts: readonly VolumeMount[];
  /** Key of the pod, `<workflow>/<pod>`. */
  readonly podKey: string;
}

/** Makes room for the declared outputs; what this machine has there stays untouched. */
export function claimOutputs(context: OutputContext): void {
  for (const podPath of outputPaths(context.template)) {
    const { files, plan } = context;
    const host = plan.locate(podPath);
    const target = plan.claim(podPath);
    if (host === target || !files.existsSync(host)) continue;
    files.mkdirSync(path.dirname(target), { recursive: true });
    if (files.statSync(host).isDirectory()) files.mkdirSync(target);
    else files.writeFileSync(target, files.readFileSync(host));
  }
}

function outputPaths(template: Template): readonly string[] {
  const parameters = (template.outputs?.parameters ?? []).map((parameter) => parameter.valueFrom?.path);
  const artifacts = (template.outputs?.artifacts ?? []).map((artifact) => artifact.path);
  return [...parameters, ...artifacts].filter(
    (podPath): podPath is string => podPath !== undefined && podPath !== '',
  );
}

/** Reads the output parameters and saves the output artifacts of a pod that has ended. */
export async function collectOutputs(context: OutputContext): Promise<PodOutputs> {
  const parameters = readParameters(context);
  const artifacts = await saveArtifacts(context);
  const problem = parameters.problem ?? artifacts.problem;
  const outputs = { parameters: parameters.values, artifacts: artifacts.values };
  return problem === undefined ? outputs : { ...outputs, problem };
}

interface Collected<T> {
  readonly values: readonly T[];
  readonly problem?: string;
}

/** Argo stops at the first parameter that is missing; those after it stay without a value. */
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
    const text = context.files.readFileSync(followLinks(source.path, context), 'utf8');
    return { ...parameter, value: withoutNewline(text) };
  } catch (error) {
    if (source.default === undefined) throw error;
    return { ...parameter, value: withoutNewline(String(source.default)) };
  }
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
      const source = followLinks(cleanPath(artifact), context);
      if (context.files.existsSync(source)) values.push(await saveArtifact(artifact, { ...context, source }));
      else if (artifact.optional !== true) problem += `${missingArtifact(artifact, context)}; `;
    } catch (error) {
      problem += `${describeError(error)}; `;
    }
  }
  return problem === '' ? { values } : { values, problem };
}

function missingArtifact(artifact: Artifact, context: OutputContext): string {
  const podPath = artifact.path ?? '';
  if (!isShared(podPath, context)) {
    return `open /var/run/argo/outputs/artifacts${podPath.replace(/\/$/, '')}.tgz: no such file or directory`;
  }
  if (artifact.archive?.none !== undefined) return `${podPath} no such file or directory`;
  return `stat /mainctrfs${podPath}: no such file or directory`;
}

/** Whether Argo's wait container sees a path itself: volumes and places of input artifacts. */
function isShared(podPath: string, context: OutputContext): boolean {
  const inputs = context.template.inputs?.artifacts ?? [];
  return (
    context.volumeMounts.some((mount) => isWithin(mount.mountPath ?? '', podPath)) ||
    inputs.some((input) => isWithin(input.path ?? '', podPath))
  );
}

/** Where a path of the pod lies, links followed as the pod would: an absolute one starts again at the pod's root. */
function followLinks(podPath: string, context: OutputContext): string {
  let current = podPath;
  for (let count = 0; count < 40; count++) {
    const located = context.plan.locate(current);
    const found = context.files.lstatSync(located, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() !== true) return located;
    current = path.posix.resolve(path.posix.dirname(current), context.files.readlinkSync(located));
  }
  return context.plan.locate(podPath);
}
