import { hostname } from 'node:os';
import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError, errorCode } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';

/** File in the folder of the pods that names the process they belong to. */
const OWNER_FILE = 'owner';

/** Makes the folder of the pods of this process. Only its user can read it, since it contains Secrets. */
export function openPodsFolder(files: FileSystem, folder: RunFolder): void {
  makeFolder(folder.pods, { fileSystem: files });
  files.chmodSync(folder.pods, 0o700);
  const owner = [process.pid, startOf(files, process.pid), worldOf(files)].join(' ');
  files.writeFileSync(path.join(folder.pods, OWNER_FILE), `${owner}\n`);
}

/** Removes the folders of pods whose process has died. Returns a warning for each folder that could not be removed. */
export async function removeLeftovers(files: FileSystem, runs: string): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const name of files.existsSync(runs) ? files.readdirSync(runs) : []) {
    const { pods } = runFolder(path.join(runs, name));
    try {
      if (isLeftOver(files, pods)) await removeAt(files, pods);
    } catch (error) {
      const reason = describeError(error);
      warnings.push(`Cannot remove ${pods}, which a killed run left behind: ${reason}. Remove it yourself.`);
    }
  }
  return warnings;
}

function isLeftOver(files: FileSystem, pods: string): boolean {
  const file = path.join(pods, OWNER_FILE);
  if (!files.existsSync(file)) return false;
  const [pid = '', start = '', world = ''] = files.readFileSync(file, 'utf8').trim().split(' ');
  // The store may be shared with other machines and containers, whose processes are not visible here.
  if (world !== worldOf(files)) return false;
  return !isAlive(Number(pid)) || startOf(files, Number(pid)) !== start;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

/** Identifies the set of processes that share numbers: the boot and the process namespace. */
function worldOf(files: FileSystem): string {
  try {
    const boot = files.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${files.readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

/** Returns when a process started, in ticks since boot, because process ids are reused. Empty without `/proc`. */
function startOf(files: FileSystem, pid: number): string {
  try {
    const stat = files.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program may contain spaces and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}
