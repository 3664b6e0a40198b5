import type { Template } from '@tiphys/models';
import type { ArtifactAccess } from '../../artifacts/artifact-context.ts';
import { findRefusedArtifact } from '../../artifacts/find-refused-artifact.ts';
import { MAIN, type PodContainer, podSpecOf } from '../../pod-spec/pod-spec.ts';
import { PodSpecPatchError } from '../../pod-spec/pod-spec-patch.ts';
import { findCommand } from '../container/container-command.ts';
import type { ImageCommands } from '../image-command.ts';
import { mayBeKnown, missingCommand } from '../image-commands.ts';
import type { Isolation } from '../sandbox/isolation.ts';
import { findVolumeProblem } from './pod-volumes.ts';

/** Why a template cannot be run. */
export interface UnsupportedReason {
  readonly code: string;
  readonly message: string;
}

/** What decides what a run supports. */
export interface SupportWorld {
  readonly images: ImageCommands;
  readonly isolation: Isolation;
  readonly access: ArtifactAccess;
}

/** Returns the first feature of a container or script template that processes on this machine cannot provide. */
export function findUnsupported(
  template: Template,
  { images, isolation, access }: SupportWorld,
): UnsupportedReason | undefined {
  const name = template.name ?? 'inline template';
  return (
    findUnsupportedCommand(template, name, images) ??
    findUnsupportedVolume(template, name, isolation) ??
    findRefusedArtifact(template, access)
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
  try {
    const { containers, initContainers } = podSpecOf({ template, volumes: [] });
    return [...containers, ...initContainers];
  } catch (error) {
    // As in a cluster, a patch that cannot be applied is an error of the node.
    if (error instanceof PodSpecPatchError) return [];
    throw error;
  }
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
