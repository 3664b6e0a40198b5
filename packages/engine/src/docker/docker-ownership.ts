import path from 'node:path';
import { errorCode } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import type { DockerWorld } from './docker-world.ts';

/** Where the helper sees the folder. */
const TARGET = '/tiphys';

/**
 * Makes the user of this process the owner of all files in a folder. Containers write them as other users, often as root, so that they can neither be read
 * nor removed. Does nothing if no image of the run has the programs for it.
 */
export async function ownFilesIn(folder: string, world: DockerWorld): Promise<void> {
  const { cli, files, images, userId } = world;
  if (userId === undefined || userId === 0 || !hasOtherOwner(folder, userId, files)) return;
  if (cli.dialect === 'podman') {
    // Its root is the user of this process.
    await cli.call(['unshare', 'chown', '-hR', '0:0', folder]);
    return;
  }
  // The folder itself has the wanted owner, whatever its number is in the container.
  const script = `chown -hR "$(stat -c %u:%g ${TARGET})" ${TARGET}`;
  const mount = `type=bind,"source=${folder.replaceAll('"', '""')}",target=${TARGET}`;
  for (const image of images) {
    const options = ['--rm', '--network', 'none', '--user', '0:0', '--mount', mount, '--entrypoint', 'sh'];
    const { exitCode } = await cli.call(['run', ...options, image, '-c', script]);
    if (exitCode === 0) return;
  }
}

/** Tells whether a file in a folder belongs to another user. A folder that cannot be read does. */
function hasOtherOwner(place: string, userId: number, files: FileSystem): boolean {
  try {
    const stats = files.lstatSync(place);
    if (stats.uid !== userId) return true;
    return (
      stats.isDirectory() &&
      files.readdirSync(place).some((name) => hasOtherOwner(path.join(place, name), userId, files))
    );
  } catch (error) {
    return errorCode(error) === 'EACCES';
  }
}
