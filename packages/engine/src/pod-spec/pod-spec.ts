import type { Template, UserContainer, Volume } from '@tiphys/models';

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

/** The containers and volumes of a pod. */
export interface PodSpec {
  readonly initContainers: readonly PodContainer[];
  /** The main containers, then the sidecars. */
  readonly containers: readonly PodContainer[];
  readonly volumes: readonly DeclaredVolume[];
}

/** Name of the container whose inputs, outputs and result are those of the pod. */
export const MAIN = 'main';

/** The parts of the request of a pod that its spec is made from. */
export interface PodSpecRequest {
  readonly template: Template;
  /** Volumes of the workflow. */
  readonly volumes: readonly unknown[];
}

/** Returns the containers and volumes of the pod of a template. See docs/semantics/pods.md#sidecars-and-init-containers. */
export function podSpecOf({ template, volumes }: PodSpecRequest): PodSpec {
  return {
    initContainers: (template.initContainers ?? []).map((container) => helperOf(container, 'init')),
    containers: [
      ...mainContainers(template),
      ...(template.sidecars ?? []).map((container) => helperOf(container, 'sidecar')),
    ],
    // The engine has substituted them; their type is that of the API.
    volumes: [...(template.volumes ?? []), ...volumes] as readonly DeclaredVolume[],
  };
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
