import path from 'node:path';
import type { PodPaths } from './executor.ts';

/** Paths of the files of a run. */
export interface RunFolder {
  readonly name: string;
  readonly directory: string;
  /** The Workflow object with its status, replaced as a whole while the run goes on and when it has ended. */
  readonly workflow: string;
  /** The events of the run, a line of JSON each, of which the first holds what the run was started with. */
  readonly journal: string;
  /** Folder that names the process that drives the run. */
  readonly owner: string;
  /** Commands from other processes for a run that is going on, one file each. */
  readonly inbox: string;
  /** The Secrets that were given with the run, until it has ended. Only its user can read the file. */
  readonly secrets: string;
  readonly logs: string;
  /** Artifacts by their key. */
  readonly artifacts: string;
  /** Folders of the running pods; empty afterwards. */
  readonly pods: string;
  /** The objects of Kubernetes that `resource` templates work on. */
  readonly objects: string;
  /** Volumes that last for the whole run. */
  readonly volumes: string;
}

/** Returns the paths of the files of the run in a folder. */
export function runFolder(directory: string): RunFolder {
  return {
    name: path.basename(directory),
    directory,
    workflow: path.join(directory, 'workflow.json'),
    journal: path.join(directory, 'journal.jsonl'),
    owner: path.join(directory, 'owner'),
    inbox: path.join(directory, 'inbox'),
    secrets: path.join(directory, 'secrets.json'),
    logs: path.join(directory, 'logs'),
    artifacts: path.join(directory, 'artifacts'),
    pods: path.join(directory, 'pods'),
    objects: path.join(directory, 'objects'),
    volumes: path.join(directory, 'volumes'),
  };
}

/** Returns the folder of the pod of a node, if each pod has one. */
export function podFolder(pods: string, nodeId: string): string {
  return path.join(pods, nodeId.replaceAll(/[^\w.-]|^\.+$/g, '_'));
}

/** Returns the real location of a declared path of a pod. */
export function podPath(paths: PodPaths, nodeId: string, declared: string): string {
  if (paths.kind === 'own') return declared;
  return path.join(podFolder(paths.folder, nodeId), 'root', path.posix.resolve('/', declared));
}

/** A node whose pod has a log. */
export interface LoggedNode {
  readonly nodeId: string;
  readonly nodeName: string;
}

/**
 * Returns the file with stdout and stderr of a node: `logs/<node name>.log`, with the node's id added if the name is not a valid file name.
 */
export function logFile(folder: RunFolder, node: LoggedNode): string {
  const safe = node.nodeName.replaceAll(/[^\w.()[\]:,=@+-]/g, '_').slice(0, 150);
  const name = safe === node.nodeName ? safe : `${safe}.${node.nodeId.slice(-12).replaceAll('/', '_')}`;
  return path.join(folder.logs, `${name}.log`);
}
