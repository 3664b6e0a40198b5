import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type ArgoServer,
  type KubernetesServer,
  startArgoServer,
  startKubernetes,
} from '@tiphys/tools-cluster';
import type { FakeWorldOptions } from '../fake-world.ts';
import { runHere } from '../run-here.ts';
import type { CommandResult } from '../run-tiphys.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A way to a cluster. */
export type Mode = 'kube' | 'server';

/** What a command has besides its words. */
export type CommandOptions = Pick<FakeWorldOptions, 'env' | 'ask' | 'interrupted' | 'input' | 'onError'>;

/** A cluster for each way to one, and a folder with files. */
export interface BothClusters extends AsyncDisposable {
  readonly folder: string;
  readonly servers: { readonly kube: KubernetesServer; readonly server: ArgoServer };
  /** Runs a command in this process that uses a cluster by default. Words are separated by spaces. */
  tiphys(
    mode: Mode | 'local',
    line: string | readonly string[],
    options?: CommandOptions,
  ): Promise<CommandResult>;
}

/** Starts a cluster for each way to one. */
export async function startBothClusters(files: Readonly<Record<string, string>>): Promise<BothClusters> {
  const folder = temporaryFolder(files);
  const servers = { kube: await startKubernetes(), server: await startArgoServer() };
  writeFileSync(path.join(folder.path, 'kubeconfig'), servers.kube.kubeconfig());
  return {
    folder: folder.path,
    servers,
    async tiphys(mode, line, options = {}) {
      const env = {
        PATH: process.env.PATH ?? '',
        TIPHYS_PLACE: mode,
        KUBECONFIG: path.join(folder.path, 'kubeconfig'),
        ARGO_SERVER: servers.server.url,
        ...options.env,
      };
      return runHere(line, { ...options, cwd: folder.path, env });
    },
    async [Symbol.asyncDispose]() {
      await servers.kube.close();
      await servers.server.close();
      folder[Symbol.dispose]();
    },
  };
}
