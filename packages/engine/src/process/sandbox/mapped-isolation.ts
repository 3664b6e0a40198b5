import { podFolder } from '../../contract/run-folder.ts';
import { createKeepers } from '../keeping/keepers.ts';
import { plainKeeper } from '../keeping/plain-keeper.ts';
import { UNLESS_STOPPED } from '../keeping/task-script.ts';
import { findTools } from '../keeping/tools.ts';
import { type Isolation, type IsolationOptions, keepersWorld } from './isolation.ts';
import { createMappedFolders } from './mapped-folders.ts';
import { planMappedFiles } from './pod-files.ts';

/** Returns the isolation without namespaces: declared paths are in the pod's folder, and commands see the file system of this machine. */
export function mappedIsolation(options: IsolationOptions): Isolation {
  const { files, directory } = options;
  const tools = findTools(options);
  const keepers = createKeepers(keepersWorld(options));
  const folders = createMappedFolders(files);
  return {
    kind: 'mapped',
    ownsProcesses: false,
    keepers,
    keeperFor: () => keepers.take(plainKeeper(tools)),
    script: { before: [UNLESS_STOPPED], env: tools.env },
    openPod: (nodeId) => planMappedFiles(files, folders.take(podFolder(directory, nodeId))),
    restorePod: (record) => planMappedFiles(files, record.directory, [...(record.claimed ?? [])]),
    closePod: (plan) => folders.giveBack(plan.directory),
    wrap(plan, command, workingDirectory) {
      const folder = plan.seenPath(workingDirectory);
      return {
        command,
        workingDirectory: workingDirectory === '/' || !files.existsSync(folder) ? plan.root : folder,
      };
    },
  };
}
