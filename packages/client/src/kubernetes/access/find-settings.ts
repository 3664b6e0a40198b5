import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { ClientError } from '../../contract/client-error.ts';
import { type KubeConfigClass, type KubeSettings, readKubeconfigFiles } from './kubeconfig-file.ts';

/** Where to look for the way to a cluster. */
export interface SettingsPlaces {
  /** Kubeconfig files. @default those of `KUBECONFIG`, else `~/.kube/config` */
  readonly kubeconfig?: string | readonly string[] | undefined;
  /** Variables of the environment. @default those of the process */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Folder with the token that Kubernetes gives to pods. @default where it is in pods */
  readonly serviceAccountFolder?: string | undefined;
}

/** The settings, and where they are from, for messages. */
export interface FoundSettings extends KubeSettings {
  readonly origin: string;
}

/** Where the token of a pod's service account is mounted. */
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Returns the settings of the kubeconfig files that are named, else of `KUBECONFIG`, else of `~/.kube/config`; without any of them, those of the
 * pod in which this process runs.
 *
 * @throws ClientError `CLIENT_CONFIG`
 */
export function findSettings(places: SettingsPlaces, Config: KubeConfigClass): FoundSettings {
  const { kubeconfig, env = process.env, serviceAccountFolder = SERVICE_ACCOUNT } = places;
  const named = typeof kubeconfig === 'string' ? [kubeconfig] : kubeconfig;
  const files = named ?? filesOf(env);
  const settings = readKubeconfigFiles(files, Config);
  if (settings.contexts.length > 0 || settings.clusters.length > 0)
    return { ...settings, origin: `the kubeconfig ${files.join(path.delimiter)}` };
  const inPod = named === undefined ? settingsOfPod(env, serviceAccountFolder) : undefined;
  if (inPod !== undefined) return { ...inPod, origin: 'the service account of this pod' };
  throw new ClientError(
    'CLIENT_CONFIG',
    files.length === 0
      ? `There is no kubeconfig: ${env.KUBECONFIG ? `KUBECONFIG is ${env.KUBECONFIG}, which does not exist` : '~/.kube/config does not exist'}, and this is not a pod. Pass --kubeconfig FILE, or set KUBECONFIG.`
      : `The kubeconfig ${files.join(path.delimiter)} names no cluster. Add one with \`kubectl config set-cluster\`, or choose another file with --kubeconfig or KUBECONFIG.`,
  );
}

/** Files of `KUBECONFIG` that do not exist are passed over, as kubectl does: often one of them is written later. */
function filesOf(env: Readonly<Record<string, string | undefined>>): readonly string[] {
  const { KUBECONFIG = '', HOME, USERPROFILE } = env;
  const listed = KUBECONFIG.split(path.delimiter).filter((file) => file !== '');
  const home = path.join(HOME ?? USERPROFILE ?? homedir(), '.kube', 'config');
  return (KUBECONFIG === '' ? [home] : listed).filter((file) => existsSync(file));
}

function settingsOfPod(
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): KubeSettings | undefined {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '443' } = env;
  const tokenFile = path.join(folder, 'token');
  if (host === '' || !existsSync(tokenFile)) return undefined;
  const name = 'pod';
  const namespaceFile = path.join(folder, 'namespace');
  const namespace = existsSync(namespaceFile) ? readFileSync(namespaceFile, 'utf8').trim() : 'default';
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    clusters: [{ name, server, caFile: path.join(folder, 'ca.crt'), skipTLSVerify: false }],
    users: [{ name, authProvider: { name: 'tokenFile', config: { tokenFile } } }],
    contexts: [{ name, cluster: name, user: name, namespace }],
    currentContext: name,
  };
}
