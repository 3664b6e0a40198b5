import type { Artifact, Template } from '@tiphys/models';
import { readLocation } from '../../artifacts/artifact-location.ts';
import { MAIN, type PodContainer, podSpecOf } from '../../pod-spec/pod-spec.ts';
import { type ImageCommands, mayBeKnown, missingCommand } from '../image-commands.ts';
import type { Isolation } from '../sandbox/isolation.ts';
import { findCommand } from './container-command.ts';
import { findVolumeProblem } from './pod-volumes.ts';

/** Why a template cannot be run. */
export interface UnsupportedReason {
  readonly code: string;
  readonly message: string;
}

/** Returns the first feature of a container or script template that processes on this machine cannot provide. */
export function findUnsupported(
  template: Template,
  images: ImageCommands,
  isolation: Isolation,
): UnsupportedReason | undefined {
  const name = template.name ?? 'inline template';
  return (
    findUnsupportedCommand(template, name, images) ??
    findUnsupportedVolume(template, name, isolation) ??
    findUnsupportedArtifact(template, name)
  );
}

function findUnsupportedCommand(
  template: Template,
  name: string,
  images: ImageCommands,
): UnsupportedReason | undefined {
  for (const container of containersOf(template)) {
    const { fields, source } = container;
    const image = fields.image ?? '';
    // The image may be known only when the pod starts.
    if (findCommand({ ...fields, source }, images) !== undefined || mayBeKnown(image, images)) continue;
    const where = container.name === MAIN ? '' : `, container "${container.name}"`;
    return { code: 'ENGINE_IMAGE_COMMAND', message: `Template "${name}"${where}: ${missingCommand(image)}` };
  }
  return undefined;
}

function containersOf(template: Template): readonly PodContainer[] {
  const { containers, initContainers } = podSpecOf({ template, volumes: [] });
  return [...containers, ...initContainers];
}

function findUnsupportedVolume(
  template: Template,
  name: string,
  isolation: Isolation,
): UnsupportedReason | undefined {
  const code = 'ENGINE_VOLUME';
  const mounts = containersOf(template).flatMap(({ fields }) => fields.volumeMounts ?? []);
  if (mounts.length > 0 && isolation.kind === 'mapped') {
    return {
      code,
      message: `Template "${name}" mounts volumes, which requires mount namespaces. This system does not allow them.`,
    };
  }
  const problem = (template.volumes ?? []).map(findVolumeProblem).find((found) => found !== undefined);
  return problem === undefined ? undefined : { code, message: `Template "${name}": ${problem}` };
}

/** Returns the first artifact of a template whose location a run on this machine cannot use. */
export function findUnsupportedArtifact(template: Template, name: string): UnsupportedReason | undefined {
  const artifacts: readonly Artifact[] = [
    ...(template.inputs?.artifacts ?? []),
    ...(template.outputs?.artifacts ?? []),
  ];
  for (const artifact of artifacts) {
    const location = readLocation(artifact);
    if (location.kind !== 'unsupported') continue;
    const message = `Template "${name}": artifact "${artifact.name}" cannot be used in a local run: ${location.reason}.`;
    return { code: 'ENGINE_ARTIFACT_LOCATION', message };
  }
  return undefined;
}
