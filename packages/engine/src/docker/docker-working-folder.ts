import path from 'node:path';
import { removeAt } from '../confined/remove-tree.ts';
import type { DockerContainer, DockerPod } from './docker-pod-parts.ts';

/**
 * Makes the working folder of a container that could not be started without it, as runtimes of Kubernetes and Docker do. Podman does not.
 *
 * @returns whether the container can be started again
 */
export async function makeWorkingFolder(
  id: string,
  problem: string,
  { container, plan }: DockerContainer,
  { world }: DockerPod,
): Promise<boolean> {
  const { workingDir = '' } = container.fields;
  if (workingDir === '' || !/^workdir .* does not exist/.test(problem)) return false;
  const { cli, files } = world;
  const empty = path.join(plan.directory, 'empty');
  const names = path.posix.resolve('/', workingDir).split('/').filter(Boolean);
  // Copying changes the owner and mode of a folder that exists already, so only the missing ones are copied.
  for (let at = names.length - 1; at >= 0; at--) {
    await removeAt(files, empty);
    files.mkdirSync(path.join(empty, ...names.slice(at)), { recursive: true });
    const target = `/${names.slice(0, at + 1).join('/')}`;
    const { exitCode } = await cli.call(['cp', path.join(empty, names[at] ?? ''), `${id}:${target}`]);
    if (exitCode === 0) return true;
  }
  return false;
}
