import { EngineError } from '../contract/engine-error.ts';
import { type DockerCli, lastSentence } from './docker-cli.ts';
import { failed } from './docker-containers.ts';

/** The image whose container holds the network of a pod with several containers, by default. */
export const PAUSE_IMAGE = 'registry.k8s.io/pause:3.10';

/**
 * Makes sure that an image is on this machine. It is pulled if it is missing, or if the policy is `Always`.
 *
 * @throws EngineError `ENGINE_IMAGE_PULL` if it cannot be pulled, or must not be
 */
export async function ensureImage(
  cli: DockerCli,
  image: string,
  { policy, signal }: { readonly policy: string | undefined; readonly signal: AbortSignal },
): Promise<void> {
  // The program would take it for an option.
  if (image.startsWith('-')) throw notPulled(cli, image, 'an image has no name like that.');
  if (policy !== 'Always') {
    const { exitCode } = await cli.call(['image', 'inspect', image]);
    if (exitCode === 0) return;
  }
  const pull = policy === 'Never' ? undefined : await cli.call(['pull', '--quiet', image], { signal });
  if (pull?.exitCode === 0) return;
  const isNever = pull === undefined;
  throw notPulled(
    cli,
    image,
    isNever ? 'it is not on this machine, and imagePullPolicy is Never.' : lastSentence(pull.stderr),
  );
}

function notPulled({ program }: DockerCli, image: string, reason: string): EngineError {
  // Podman looks for a short name nowhere unless its settings name a registry.
  const name = /short-name/.test(reason)
    ? `Write the name with its registry, such as "docker.io/library/${image}"`
    : 'Check its name';
  const purpose = image === PAUSE_IMAGE ? ', which holds the network of a pod with several containers,' : '';
  return new EngineError(
    'ENGINE_IMAGE_PULL',
    `the image "${image}"${purpose} cannot be pulled: ${reason} ${name}, sign in with \`${program} login\` if it is private, or build it with \`${program} build\`.`,
  );
}

/** Returns the user that an image names, with the group if it names one; '0' if it names none. */
export async function userOfImage(cli: DockerCli, image: string): Promise<string> {
  const { exitCode, stderr, stdout } = await cli.call([
    'image',
    'inspect',
    '--format',
    '{{.Config.User}}',
    image,
  ]);
  if (exitCode !== 0) throw failed(`inspect the image "${image}"`, stderr);
  return stdout.trim() || '0';
}
