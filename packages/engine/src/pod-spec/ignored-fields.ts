import type { PodContainer, PodSpec } from './pod-spec.ts';

/** Something that a pod asks for and does not get here. */
export interface IgnoredField {
  readonly name: string;
  /** Who ignores it: processes of this machine, containers of Docker and Podman, or both. */
  readonly by: 'processes' | 'containers' | 'both';
  /** What to do to have it. @default use the other executor, or a cluster if both ignore it */
  readonly advice?: string;
}

const HOST_NETWORK: IgnoredField = {
  name: 'hostNetwork',
  by: 'containers',
  advice: 'Leave out --executor to have it: processes use the network of this machine.',
};

const PULL_SECRETS: IgnoredField = {
  name: 'imagePullSecrets',
  by: 'containers',
  advice: 'Log in with the program that runs them, such as `docker login`.',
};

type Find = (container: PodContainer['fields']) => boolean;

/** Resources that every executor limits, or says that it does not. */
const KNOWN_LIMITS: ReadonlySet<string> = new Set(['memory', 'cpu']);

/** Fields of a security context that containers of Docker and Podman have. */
const KNOWN_SECURITY: ReadonlySet<string> = new Set([
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
  'readOnlyRootFilesystem',
  'allowPrivilegeEscalation',
  'capabilities',
  'privileged',
]);

/**
 * Returns what a pod asks for and does not get on this machine. What only concerns its place in a cluster is left out, and so is what has no effect
 * here: see docs/semantics/reconciliation.md#fields-without-effect-outside-kubernetes.
 */
export function ignoredFields(spec: PodSpec): readonly IgnoredField[] {
  const containers = [...spec.initContainers, ...spec.containers].map(({ fields }) => fields);
  const has = (find: Find): boolean => containers.some(find);
  const field = (isAsked: boolean, name: string, by: IgnoredField['by'] = 'both'): readonly IgnoredField[] =>
    isAsked ? [{ name, by }] : [];
  const security = [spec.securityContext, ...containers.map(({ securityContext }) => securityContext)]
    .flatMap((context) => Object.keys(context ?? {}))
    .filter((name) => !KNOWN_SECURITY.has(name));
  const others = containers
    .flatMap(({ resources }) => Object.keys(resources?.limits ?? {}))
    .filter((resource) => !KNOWN_LIMITS.has(resource));
  return [
    ...field(
      isSet(spec.securityContext) || has(({ securityContext }) => isSet(securityContext)),
      'securityContext',
      'processes',
    ),
    ...field((spec.hostAliases ?? []).length > 0, 'hostAliases', 'processes'),
    ...field(isSet(spec.dnsConfig), 'dnsConfig'),
    ...field(spec.hostname !== undefined, 'hostname'),
    ...field(spec.runtimeClassName !== undefined, 'runtimeClassName'),
    ...(spec.hostNetwork === true ? [HOST_NETWORK] : []),
    ...((spec.imagePullSecrets ?? []).length > 0 ? [PULL_SECRETS] : []),
    ...field(isSet(spec.resources?.limits), 'podResources'),
    ...field(
      (spec.resourceClaims ?? []).length > 0 || has(({ resources }) => (resources?.claims ?? []).length > 0),
      'resourceClaims',
    ),
    ...field(
      has(({ volumeMounts }) => (volumeMounts ?? []).some(({ readOnly }) => readOnly === true)),
      'readOnly of volume mounts',
      'processes',
    ),
    ...field(
      has(({ tty }) => tty === true),
      'tty',
      'processes',
    ),
    ...field(
      has(({ lifecycle }) => isSet(lifecycle)),
      'lifecycle',
    ),
    ...field(
      has(({ volumeDevices }) => (volumeDevices ?? []).length > 0),
      'volumeDevices',
    ),
    ...[...new Set(others)].flatMap((resource) => field(true, `limits of ${resource}`)),
    ...[...new Set(security)].flatMap((name) => field(true, `securityContext.${name}`, 'containers')),
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
      for (const { by, name, advice = adviceOf(by) } of ignoredFields(spec)) {
        if (said.has(name) || (by !== where && by !== 'both')) continue;
        said.add(name);
        say(
          `Tasks that run as ${where} ignore ${name} (template "${templateName ?? 'inline template'}"). ${advice}`,
        );
      }
    },
  };
}

function adviceOf(by: IgnoredField['by']): string {
  return by === 'processes'
    ? 'Use --executor docker or podman to have it.'
    : 'Only a cluster has it: tiphys submit.';
}
