import type { SecurityContext } from '@tiphys/models';
import type { PodContainer, PodSpec } from '../pod-spec/pod-spec.ts';
import { divideUp, tryParseQuantity } from '../pod-spec/quantity.ts';
import type { BindMount } from './docker-files.ts';

/** What the options of a container are made from. */
export interface OptionsRequest {
  readonly container: PodContainer;
  readonly spec: PodSpec;
  readonly binds: readonly BindMount[];
  readonly labels: Readonly<Record<string, string>>;
  /** Variables of the container. */
  readonly variables: ReadonlyMap<string, string>;
  /** The command, if the container or the template gives one. */
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** The container whose network it shares. */
  readonly network: string | undefined;
}

/** The arguments of `docker create`, and the variables that it takes from its environment. */
export interface CreateCall {
  readonly args: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
}

/** Returns the call that creates a container: its image, command, variables, folders, limits and user. */
export function createCall(request: OptionsRequest): CreateCall {
  const { args, binds, command, container, labels, network, spec, variables } = request;
  const { image = '', workingDir } = container.fields;
  const [entrypoint, ...words] = command;
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
      ...userOptions(container, spec),
      ...networkOptions(network, spec),
      ...(workingDir === undefined || workingDir === '' ? [] : ['--workdir', workingDir]),
      ...(container.fields.tty === true ? ['--tty'] : []),
      ...(entrypoint === undefined ? [] : ['--entrypoint', entrypoint]),
      image,
      ...words,
      ...args,
    ],
    variables: new Map(given),
  };
}

/** Tells whether the program can be given a variable of a container in its own environment. Some would change what it does itself. */
function isOfContainer(name: string): boolean {
  return !/^(PATH|HOME|USER|TMPDIR|LD_.*|XDG_.*|DOCKER_.*|CONTAINER.*|PODMAN_.*|REGISTRY_.*|SSH_.*|.*_proxy|.*_PROXY)$/.test(
    name,
  );
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
    ...(cpu === undefined ? [] : ['--cpus', String(Number(cpu) / 1e9)]),
    ...(reserved === undefined ? [] : ['--memory-reservation', String(divideUp(reserved, BILLION))]),
  ];
}

const BILLION = 1_000_000_000n;

function userOptions({ fields }: PodContainer, spec: PodSpec): readonly string[] {
  const own: SecurityContext = fields.securityContext ?? {};
  const pod = spec.securityContext ?? {};
  const [user, group] = [own.runAsUser ?? pod.runAsUser, own.runAsGroup ?? pod.runAsGroup];
  return [
    ...(user === undefined && group === undefined
      ? []
      : ['--user', `${user ?? 0}${group === undefined ? '' : `:${group}`}`]),
    ...(pod.supplementalGroups ?? []).flatMap((number) => ['--group-add', String(number)]),
    ...(own.readOnlyRootFilesystem === true ? ['--read-only'] : []),
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
