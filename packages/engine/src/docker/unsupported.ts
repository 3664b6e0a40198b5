import type { Template } from '@tiphys/models';
import type { ArtifactAccess } from '../artifacts/artifact-context.ts';
import { findRefusedArtifact } from '../artifacts/find-refused-artifact.ts';
import type { DeclaredVolume, PodContainer, PodSpec } from '../pod-spec/pod-spec.ts';
import { findVolumeProblem } from '../process/pod/pod-volumes.ts';
import type { UnsupportedReason } from '../process/pod/unsupported-template.ts';

/**
 * Returns the first feature of a template that containers on this machine must not or cannot provide.
 *
 * @param spec the spec of its pods, if it is known
 */
export function findUnsupportedInContainers(
  template: Template,
  spec: PodSpec | undefined,
  access: ArtifactAccess,
): UnsupportedReason | undefined {
  const name = template.name ?? 'inline template';
  const { containers = [], initContainers = [], volumes = [] } = spec ?? {};
  const where = `Template "${name}"`;
  for (const container of [...initContainers, ...containers]) {
    const problem = findContainerProblem(container);
    if (problem !== undefined)
      return { code: problem.code, message: `${where}, container "${container.name}": ${problem.message}` };
  }
  const problem = volumes.map(findProblem).find((found) => found !== undefined);
  return problem === undefined
    ? findRefusedArtifact(template, access)
    : { code: 'ENGINE_VOLUME', message: `${where}: ${problem}` };
}

function findContainerProblem({ fields }: PodContainer): UnsupportedReason | undefined {
  if (fields.image === undefined || fields.image === '') {
    return {
      code: 'ENGINE_NO_IMAGE',
      message: 'it has no image. Set `image`, or run without --executor to use processes.',
    };
  }
  if (
    fields.securityContext?.privileged === true ||
    (fields.securityContext?.capabilities?.add?.length ?? 0) > 0
  ) {
    return {
      code: 'ENGINE_PRIVILEGED',
      message:
        'it asks for privileges that would give it this machine. Remove `privileged` and `capabilities.add`, or submit the workflow to a cluster.',
    };
  }
  return undefined;
}

/** A container that sees folders of this machine can change them as the user of the server, who is often root. */
function findProblem(volume: DeclaredVolume): string | undefined {
  if (volume.hostPath !== undefined) {
    return `Volume "${volume.name}" is a hostPath, which containers of local runs cannot mount. Run without --executor to use processes, or use another volume.`;
  }
  return findVolumeProblem(volume);
}
