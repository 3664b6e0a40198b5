import type { Template } from '@tiphys/models';
import type { ArtifactAccess } from '../../artifacts/artifact-context.ts';
import { findRefusedArtifact } from '../../artifacts/find-refused-artifact.ts';
import { MAIN, type PodContainer, type PodSpec } from '../../pod-spec/pod-spec.ts';
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

/**
 * Returns the first feature of a container or script template that processes on this machine cannot provide.
 *
 * @param spec the spec of its pods, if it is known
 */
export function findUnsupported(
  template: Template,
  spec: PodSpec | undefined,
  { images, isolation, access }: SupportWorld,
): UnsupportedReason | undefined {
  const name = template.name ?? 'inline template';
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  return (
    findUnsupportedCommand(containers, name, images) ??
    findUnsupportedVolume(containers, { template, name, isolation }) ??
    findRefusedArtifact(template, access)
  );
}

function findUnsupportedCommand(
  containers: readonly PodContainer[],
  name: string,
  images: ImageCommands,
): UnsupportedReason | undefined {
  for (const container of containers) {
    const { fields, source } = container;
    const image = fields.image ?? '';
    // The image may be known only when the pod starts.
    if (findCommand({ ...fields, source }, images) !== undefined || mayBeKnown(image, images)) continue;
    const where = container.name === MAIN ? '' : `, container "${container.name}"`;
    return { code: 'ENGINE_IMAGE_COMMAND', message: `Template "${name}"${where}: ${missingCommand(image)}` };
  }
  return undefined;
}

interface MountingTemplate {
  readonly template: Template;
  readonly name: string;
  readonly isolation: Isolation;
}

function findUnsupportedVolume(
  containers: readonly PodContainer[],
  { template, name, isolation }: MountingTemplate,
): UnsupportedReason | undefined {
  const code = 'ENGINE_VOLUME';
  const mounts = containers.flatMap(({ fields }) => fields.volumeMounts ?? []);
  if (mounts.length > 0 && isolation.kind === 'mapped') {
    return {
      code,
      message: `Template "${name}" mounts volumes, which requires mount namespaces. This system does not allow them.`,
    };
  }
  const problem = (template.volumes ?? []).map(findVolumeProblem).find((found) => found !== undefined);
  return problem === undefined ? undefined : { code, message: `Template "${name}": ${problem}` };
}
