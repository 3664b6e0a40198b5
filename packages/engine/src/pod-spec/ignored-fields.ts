import type { PodContainer, PodSpec } from './pod-spec.ts';

/** Something that a pod asks for and does not get here. */
export interface IgnoredField {
  readonly name: string;
  /** Whether containers of Docker and Podman have it. */
  readonly inContainers: boolean;
}

type Find = (container: PodContainer['fields']) => boolean;

/** Resources that every executor limits, or says that it does not. */
const KNOWN_LIMITS: ReadonlySet<string> = new Set(['memory', 'cpu']);

/** Returns what a pod asks for that its processes on this machine ignore. What only concerns its place in a cluster is left out. */
export function ignoredFields(spec: PodSpec): readonly IgnoredField[] {
  const containers = [...spec.initContainers, ...spec.containers].map(({ fields }) => fields);
  const has = (find: Find): boolean => containers.some(find);
  const field = (isAsked: boolean, name: string, inContainers = false): readonly IgnoredField[] =>
    isAsked ? [{ name, inContainers }] : [];
  const others = containers
    .flatMap(({ resources }) => Object.keys(resources?.limits ?? {}))
    .filter((resource) => !KNOWN_LIMITS.has(resource));
  return [
    ...field(
      isSet(spec.securityContext) || has(({ securityContext }) => isSet(securityContext)),
      'securityContext',
      true,
    ),
    ...field((spec.hostAliases ?? []).length > 0, 'hostAliases', true),
    ...field(
      has(({ volumeMounts }) => (volumeMounts ?? []).some(({ readOnly }) => readOnly === true)),
      'readOnly of volume mounts',
      true,
    ),
    ...field(
      has(({ tty }) => tty === true),
      'tty',
      true,
    ),
    ...field(
      has(({ lifecycle }) => isSet(lifecycle)),
      'lifecycle',
    ),
    ...field(
      has(({ volumeDevices }) => (volumeDevices ?? []).length > 0),
      'volumeDevices',
    ),
    ...[...new Set(others)].map((resource) => ({ name: `limits of ${resource}`, inContainers: false })),
  ];
}

function isSet(fields: object | undefined): boolean {
  return fields !== undefined && Object.keys(fields).length > 0;
}

/** Says each thing once, with the first template that asks for it. */
export interface FieldNotices {
  /** Looks at the pod of a template. */
  check(templateName: string | undefined, spec: PodSpec): void;
}

/** Creates notices about what processes or containers ignore, which go to a function. */
export function createFieldNotices(
  where: 'processes' | 'containers',
  say: (text: string) => void,
): FieldNotices {
  const said = new Set<string>();
  return {
    check(templateName, spec) {
      for (const { inContainers, name } of ignoredFields(spec)) {
        if (said.has(name) || (inContainers && where === 'containers')) continue;
        said.add(name);
        const advice = inContainers
          ? 'Use --executor docker or podman to have it.'
          : 'Only a cluster has it: tiphys submit.';
        say(
          `Tasks that run as ${where} ignore ${name} (template "${templateName ?? 'inline template'}"). ${advice}`,
        );
      }
    },
  };
}
