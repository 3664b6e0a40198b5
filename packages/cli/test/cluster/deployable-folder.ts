import { runHere } from '../run-here.ts';
import type { CommandResult } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';
import { type KubernetesObjects, kubernetesObjects } from './kubernetes-objects.ts';

/** A folder with files, and a cluster that stores objects. */
export interface DeployableFolder extends AsyncDisposable {
  readonly cluster: KubernetesObjects;
  readonly folder: TemporaryFolder;
  /** Runs a command in the folder, with the kubeconfig of the cluster. */
  tiphys(line: string): Promise<CommandResult>;
}

/** Starts a cluster, and creates a folder with files and a kubeconfig, which they may replace. */
export async function deployableFolder(files: Readonly<Record<string, string>>): Promise<DeployableFolder> {
  const cluster = await kubernetesObjects();
  const folder = temporaryFolder({ kubeconfig: cluster.kubeconfig, ...files });
  const env = { KUBECONFIG: `${folder.path}/kubeconfig` };
  return {
    cluster,
    folder,
    tiphys: (line) => runHere(line, { cwd: folder.path, env }),
    async [Symbol.asyncDispose]() {
      folder[Symbol.dispose]();
      await cluster[Symbol.asyncDispose]();
    },
  };
}
