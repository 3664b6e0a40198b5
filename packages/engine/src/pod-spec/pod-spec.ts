import type {
  HostAlias,
  PodDNSConfig,
  PodSecurityContext,
  Template,
  UserContainer,
  Volume,
} from '@tiphys/models';
import type { PodRequest } from '../contract/executor.ts';
import { applyPodSpecPatches, PodSpecPatchError } from './pod-spec-patch.ts';
import type { JsonMap } from './strategic-merge.ts';

/** What a container of a pod is for. Init containers run before all others, and sidecars end with the main ones. */
export type ContainerRole = 'init' | 'main' | 'sidecar';

/** A container of a pod. */
export interface PodContainer {
  readonly name: string;
  readonly role: ContainerRole;
  /** Its fields as Kubernetes knows them. */
  readonly fields: ContainerSpec;
  /** The source of a script, which becomes a file. */
  readonly source?: string;
  /** Main containers that must have succeeded before it starts. */
  readonly dependencies: readonly string[];
  /** Whether it sees the volumes and input artifacts of the container `main`. */
  readonly mirrorsMain: boolean;
}

/** The fields of a container that do not depend on its kind. */
export type ContainerSpec = Omit<UserContainer, 'name' | 'mirrorVolumeMounts'>;

/** A volume as the workflow declares it, or one of its `volumeClaimTemplates`. */
export type DeclaredVolume = Volume & { readonly metadata?: { readonly name?: string } };

/** The containers and volumes of a pod, and what they have in common. */
export interface PodSpec {
  readonly initContainers: readonly PodContainer[];
  /** The main containers, then the sidecars. */
  readonly containers: readonly PodContainer[];
  readonly volumes: readonly DeclaredVolume[];
  readonly securityContext?: PodSecurityContext;
  readonly hostAliases?: readonly HostAlias[];
  readonly dnsConfig?: PodDNSConfig;
  readonly hostNetwork?: boolean;
  readonly hostname?: string;
  readonly runtimeClassName?: string;
  readonly imagePullSecrets?: readonly object[];
  /** What all containers get together: `podResources` in Argo. */
  readonly resources?: { readonly limits?: object };
  readonly resourceClaims?: readonly object[];
  /** Seconds between SIGTERM and SIGKILL, if a patch sets them. */
  readonly terminationGracePeriodSeconds?: number;
  /** Seconds after which the pod is stopped, if a patch sets them. */
  readonly activeDeadlineSeconds?: number;
}

/** Name of the container whose inputs, outputs and result are those of the pod. */
export const MAIN = 'main';

/** Names of the containers that Argo adds to each pod. */
const ARGO_CONTAINERS: ReadonlySet<string> = new Set(['init', 'wait']);

/** The parts of the request of a pod that its spec is made from. */
export type PodSpecRequest = Pick<PodRequest, 'template' | 'volumes'> & {
  readonly podSpecPatches?: readonly string[] | undefined;
};

/**
 * Returns the spec of the pod of a template, with its patches. See docs/semantics/pods.md#sidecars-and-init-containers.
 *
 * @throws PodSpecPatchError if a patch cannot be applied
 */
export function podSpecOf(request: PodSpecRequest): PodSpec {
  const { template } = request;
  const spec: PodSpec = {
    initContainers: (template.initContainers ?? []).map((container) => helperOf(container, 'init')),
    containers: [
      ...mainContainers(template),
      ...(template.sidecars ?? []).map((container) => helperOf(container, 'sidecar')),
    ],
    // The engine has substituted them; their type is that of the API.
    volumes: [...(template.volumes ?? []), ...request.volumes] as readonly DeclaredVolume[],
    ...(template.securityContext !== undefined && { securityContext: template.securityContext }),
    ...(template.hostAliases !== undefined && { hostAliases: template.hostAliases }),
    ...(template.podResources !== undefined && {
      resources: template.podResources as PodSpec['resources'] & object,
    }),
    ...(template.resourceClaims !== undefined && { resourceClaims: template.resourceClaims }),
  };
  const ofTemplate = template.podSpecPatch === undefined ? [] : [template.podSpecPatch];
  const patches = (request.podSpecPatches ?? ofTemplate).filter((patch) => patch !== '');
  return patches.length === 0 ? spec : patchSpec(spec, patches);
}

/** Returns the spec that the pods of a template will have; undefined if a patch cannot be applied, which is an error of the node. */
export function plannedPodSpec(request: PodSpecRequest): PodSpec | undefined {
  try {
    return podSpecOf(request);
  } catch (error) {
    if (error instanceof PodSpecPatchError) return undefined;
    throw error;
  }
}

function patchSpec(spec: PodSpec, patches: readonly string[]): PodSpec {
  const known = [...spec.initContainers, ...spec.containers];
  const fieldsOf = ({ name, fields }: PodContainer): JsonMap => ({ name, ...fields });
  const patched = applyPodSpecPatches(
    {
      ...spec,
      initContainers: [{ name: 'init' }, ...spec.initContainers.map(fieldsOf)],
      containers: [{ name: 'wait' }, ...spec.containers.map(fieldsOf)],
    },
    patches,
  );
  // The types of the fields were checked when the patches were read.
  const { initContainers, containers, ...rest } = patched as PatchedSpec;
  const containerOf = (role: ContainerRole) => (container: UserContainer) => {
    const { name: _name, ...fields } = container;
    const own = known.find((candidate) => candidate.name === container.name) ?? helperOf(container, role);
    return { ...own, fields };
  };
  const isOfUser = ({ name }: UserContainer): boolean => !ARGO_CONTAINERS.has(name);
  return {
    ...rest,
    volumes: rest.volumes ?? [],
    initContainers: (initContainers ?? []).filter(isOfUser).map(containerOf('init')),
    containers: (containers ?? []).filter(isOfUser).map(containerOf('sidecar')),
  };
}

/** A patched spec as plain data. A patch may remove a list. */
interface PatchedSpec extends Partial<Omit<PodSpec, 'initContainers' | 'containers'>> {
  readonly initContainers?: readonly UserContainer[];
  readonly containers?: readonly UserContainer[];
}

function mainContainers({ container, script, containerSet }: Template): readonly PodContainer[] {
  if (containerSet !== undefined) {
    const shared = containerSet.volumeMounts ?? [];
    return containerSet.containers.map(({ name, dependencies, ...fields }) => ({
      name,
      role: 'main',
      fields: { ...fields, volumeMounts: [...(fields.volumeMounts ?? []), ...shared] },
      dependencies: dependencies ?? [],
      mirrorsMain: false,
    }));
  }
  if (script !== undefined) {
    const { name: _name, source, ...fields } = script;
    return [{ ...mainContainer(fields), source: source ?? '' }];
  }
  if (container === undefined) return [];
  const { name: _name, ...fields } = container;
  return [mainContainer(fields)];
}

function mainContainer(fields: ContainerSpec): PodContainer {
  return { name: MAIN, role: 'main', fields, dependencies: [], mirrorsMain: false };
}

function helperOf(container: UserContainer, role: ContainerRole): PodContainer {
  const { name, mirrorVolumeMounts, ...fields } = container;
  return { name, role, fields, dependencies: [], mirrorsMain: mirrorVolumeMounts === true };
}

/** Tells whether the inputs, outputs and result of a pod are those of a container. */
export function isMain({ name, role }: PodContainer): boolean {
  return role === 'main' && name === MAIN;
}
