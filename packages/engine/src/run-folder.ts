import path from 'node:path';

/** Where the files of a run lie. */
export interface RunFolder {
  readonly name: string;
  readonly directory: string;
  /** The finished Workflow object. */
  readonly workflow: string;
  readonly journal: string;
  readonly logs: string;
  /** Artifacts by their key. */
  readonly artifacts: string;
  /** Folders of the pods that are running; empty afterwards. */
  readonly pods: string;
  /** Volumes that live as long as the run. */
  readonly volumes: string;
}

/** The files of the run in a folder. */
export function runFolder(directory: string): RunFolder {
  return {
    name: path.basename(directory),
    directory,
    workflow: path.join(directory, 'workflow.json'),
    journal: path.join(directory, 'journal.jsonl'),
    logs: path.join(directory, 'logs'),
    artifacts: path.join(directory, 'artifacts'),
    pods: path.join(directory, 'pods'),
    volumes: path.join(directory, 'volumes'),
  };
}

/** Folder of the pod of a node where pods have one each. */
export function podFolder(pods: string, nodeId: string): string {
  return path.join(pods, nodeId.replaceAll(/[^\w.-]|^\.+$/g, '_'));
}

/** A node of whose pod there is a log. */
export interface LoggedNode {
  readonly nodeId: string;
  readonly nodeName: string;
}

/** File with stdout and stderr of a node: `logs/<node name>.log`, and with the node's id where the name does not fit into a file name. */
export function logFile(folder: RunFolder, node: LoggedNode): string {
  const safe = node.nodeName.replaceAll(/[^\w.()[\]:,=@+-]/g, '_').slice(0, 150);
  const name = safe === node.nodeName ? safe : `${safe}.${node.nodeId.slice(-12).replaceAll('/', '_')}`;
  return path.join(folder.logs, `${name}.log`);
}
