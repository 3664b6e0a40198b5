import type { SecurityContext } from '@tiphys/models';
import type { PodContainer, PodSpec } from '../pod-spec/pod-spec.ts';
import { divideUp, tryParseQuantity } from '../pod-spec/quantity.ts';
import type { DockerProgram } from './docker-cli.ts';
import type { BindMount } from './docker-files.ts';

/** What the options of a container are made from. */
export interface OptionsRequest {
  readonly container: PodContainer;
  readonly spec: PodSpec;
  readonly binds: readonly BindMount[];
  readonly labels: Readonly<Record<string, string>>;
  /** Variables of the container. */
  readonly variables: ReadonlyMap<string, string>;
  /** The program, if the container gives one. */
  readonly program: string | undefined;
  /** Its arguments, or those of the image's own program. */
  readonly args: readonly string[];
  /** The container whose network it shares. */
  readonly network: string | undefined;
  /** The user of the image, if only the group is another one. */
  readonly imageUser: string | undefined;
  /** Whether a small program of Docker or Podman starts the container's own. */
  readonly hasInit: boolean;
  readonly dialect: DockerProgram;
}

/** The arguments of `docker create`, and the variables that it takes from its environment. */
export interface CreateCall {
  readonly args: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
}

/** Returns the call that creates a container: its image, command, variables, folders, limits and user. */
export function createCall(request: OptionsRequest): CreateCall {
  const { args, binds, container, hasInit, labels, network, program, spec, variables } = request;
  const { image = '', workingDir } = container.fields;
  const given = [...variables].filter(([name]) => isOfContainer(name));
  const shown = [...variables].filter(([name]) => !isOfContainer(name));
  return {
    args: [
      'create',
      ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
      ...binds.flatMap((bind) => ['--mount', mountOption(bind)]),
      ...given.flatMap(([name]) => ['--env', name]),
      ...shown.flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...limitOptions(container),
      ...userOptions(request),
      ...networkOptions(network, spec),
      ...(workingDir === undefined || workingDir === '' ? [] : ['--workdir', workingDir]),
      ...(container.fields.tty === true ? ['--tty'] : []),
      // The kernel does not let SIGTERM end the first process of a container. In a cluster, that is a process of Argo.
      ...(hasInit ? ['--init'] : []),
      ...(program === undefined ? [] : ['--entrypoint', program]),
      image,
      ...args,
    ],
    variables: new Map(given),
  };
}

/** Names of variables that Docker, Podman, or the runtime of their language read. */
const OF_PROGRAM =
  /^(PATH|HOME|USER|TMPDIR|TZ|LD_.*|XDG_.*|GO[A-Z]+|DOCKER_.*|CONTAINER.*|PODMAN_.*|BUILDAH_.*|STORAGE_.*|REGISTRY_.*|SSH_.*|NOTIFY_SOCKET|LISTEN_.*|.*_proxy|.*_PROXY)$/;

/** Tells whether the program can be given a variable of a container in its own environment. Some would change what it does itself. */
function isOfContainer(name: string): boolean {
  return !OF_PROGRAM.test(name);
}

/** Writes an option of `--mount`, whose fields are separated by commas as in CSV. */
function mountOption({ readOnly, source, target }: BindMount): string {
  return ['type=bind', `source=${source}`, `target=${target}`, ...(readOnly ? ['readonly'] : [])]
    .map((field) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
}

function limitOptions({ fields }: PodContainer): readonly string[] {
  const { limits, requests } = fields.resources ?? {};
  const [memory, cpu, reserved] = [limits?.memory, limits?.cpu, requests?.memory].map((quantity) =>
    quantity === undefined ? undefined : tryParseQuantity(quantity),
  );
  return [
    ...(memory === undefined ? [] : ['--memory', String(divideUp(memory, BILLION))]),
    // Docker refuses `--cpus` for more than the machine has, and both refuse a quota of less than a millisecond, which Kubernetes rounds up.
    ...(cpu === undefined
      ? []
      : [
          '--cpu-period',
          `${CPU_PERIOD}`,
          '--cpu-quota',
          `${Math.max(1000, Math.ceil((Number(cpu) / 1e9) * CPU_PERIOD))}`,
        ]),
    ...(reserved === undefined ? [] : ['--memory-reservation', String(divideUp(reserved, BILLION))]),
  ];
}

const BILLION = 1_000_000_000n;

/** Microseconds of the period of which a container may use its share of the processors, as in Kubernetes. */
const CPU_PERIOD = 100_000;

/** Returns the user and the group that a container asks for. */
export function askedUser(
  { fields }: PodContainer,
  { securityContext: pod }: PodSpec,
): { readonly user: number | undefined; readonly group: number | undefined } {
  const own = fields.securityContext;
  return { user: own?.runAsUser ?? pod?.runAsUser, group: own?.runAsGroup ?? pod?.runAsGroup };
}

function userOptions({ container, dialect, imageUser = '0', spec }: OptionsRequest): readonly string[] {
  // Podman would make some folders that can be written, such as /tmp. A cluster has none.
  const withoutFolders = dialect === 'podman' ? ['--read-only-tmpfs=false'] : [];
  const own: SecurityContext = container.fields.securityContext ?? {};
  const pod = spec.securityContext ?? {};
  const { group, user } = askedUser(container, spec);
  return [
    ...(user === undefined && group === undefined
      ? []
      : ['--user', `${user ?? imageUser}${group === undefined ? '' : `:${group}`}`]),
    ...(pod.supplementalGroups ?? []).flatMap((number) => ['--group-add', String(number)]),
    ...(own.readOnlyRootFilesystem === true ? ['--read-only', ...withoutFolders] : []),
    ...(own.allowPrivilegeEscalation === false ? ['--security-opt', 'no-new-privileges'] : []),
    ...(own.capabilities?.drop ?? []).flatMap((name) => ['--cap-drop', name]),
  ];
}

function networkOptions(network: string | undefined, { hostAliases = [] }: PodSpec): readonly string[] {
  if (network !== undefined) return ['--network', `container:${network}`];
  return hostAliases.flatMap(({ hostnames, ip }) =>
    (hostnames ?? []).flatMap((name) => ['--add-host', `${name}:${ip}`]),
  );
}
