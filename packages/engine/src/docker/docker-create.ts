import path from 'node:path';
import { MAXIMUM_WORD_BYTES } from '../contract/limits.ts';
import { buildEnvironment } from '../pod-spec/container-environment.ts';
import { expandVariables } from '../pod-spec/variable-expansion.ts';
import { SCRIPT_PATH } from '../process/container/container-command.ts';
import { PROGRESS_PATH } from '../process/pod/progress-file.ts';
import { assertFits } from '../process/pod/too-large.ts';
import { askedUser, createCall, type OptionsRequest } from './container-options.ts';
import type { CliEnd } from './docker-cli.ts';
import { failed, LABELS } from './docker-containers.ts';
import { userOfImage } from './docker-images.ts';
import { type DockerContainer, type DockerPod, keyOf } from './docker-pod-parts.ts';
import type { DockerWorld } from './docker-world.ts';

/** Creates a container, without starting it. Returns its id. */
export async function createContainer(planned: DockerContainer, pod: DockerPod): Promise<string> {
  const { container, plan } = planned;
  const { containers, ids, network, request, spec, world } = pod;
  const { args = [], command = [], image = '' } = container.fields;
  const { all, declared } = buildEnvironment({
    request,
    container,
    containers,
    temporaryFolder: '/tmp',
    progressFile: PROGRESS_PATH,
    base: world.variables,
  });
  const script = container.source === undefined || container.source === '' ? [] : [SCRIPT_PATH];
  const [program, ...others] = command.map((word) => expandVariables(word, declared));
  const words = [...others, ...args.map((word) => expandVariables(word, declared)), ...script];
  const { group, user } = askedUser(container, spec);
  const { exitCode, stderr, stdout } = await create(
    {
      container,
      spec,
      binds: plan.binds,
      labels: {
        [LABELS.run]: world.folder.directory,
        [LABELS.node]: request.nodeId,
        [LABELS.container]: keyOf(container),
      },
      variables: all,
      program,
      args: offloadLargeWords(words, planned, world),
      network,
      imageUser:
        user === undefined && group !== undefined ? nameOf(await userOfImage(world.cli, image)) : undefined,
    },
    world,
  );
  if (exitCode !== 0) throw failed(`create the container ${container.name}`, stderr);
  const id = stdout.trim();
  world.images.add(image);
  ids.set(keyOf(container), id);
  return id;
}

/** Creates a container, without an init program if Podman has none on this machine. */
async function create(
  options: Omit<OptionsRequest, 'dialect' | 'hasInit'>,
  world: DockerWorld,
): Promise<CliEnd> {
  const { cli, init } = world;
  const hasInit = !init.isMissing;
  const { args, variables } = createCall({ ...options, hasInit, dialect: cli.dialect });
  assertFits({ environment: options.variables, args });
  const end = await cli.call(args, { variables });
  if (end.exitCode === 0 || !hasInit || !/\binit binary|catatonit/.test(end.stderr)) return end;
  init.isMissing = true;
  return create(options, world);
}

/** Returns a user without the group that may follow it. */
function nameOf(user: string): string {
  return user.split(':')[0] ?? user;
}

/** Replaces each argument over the limit by `@file`, as Argo does. See docs/semantics/pods.md#long-arguments. */
function offloadLargeWords(
  words: readonly string[],
  { plan }: DockerContainer,
  { files }: DockerWorld,
): readonly string[] {
  return words.map((word, index) => {
    if (Buffer.byteLength(word) < MAXIMUM_WORD_BYTES) return word;
    const podPath = path.posix.join(path.posix.dirname(SCRIPT_PATH), `argo_arg_${index}.txt`);
    const file = path.join(plan.directory, podPath);
    files.writeFileSync(file, word);
    files.chmodSync(file, 0o644);
    return `@${podPath}`;
  });
}
