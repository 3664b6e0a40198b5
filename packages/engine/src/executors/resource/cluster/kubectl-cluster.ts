import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errorCode } from '../../../contract/error-text.ts';
import { KubectlError } from '../kubectl-error.ts';
import { isMap, type KubeObject } from '../objects/kube-object.ts';
import { MANIFEST_PATH, readManifestValue } from '../objects/read-manifest.ts';
import type { Cluster, ResourceRequest } from './cluster.ts';

/** Options of {@link createKubectlCluster}. */
export interface KubectlOptions {
  /** Name or path of the program. @default `kubectl` */
  readonly program?: string;
  /** Environment of the program, with `PATH` and `KUBECONFIG`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Context of the kubeconfig. @default the current one of each call */
  readonly context?: string;
}

const POLL_INTERVAL = 5000;
const MAXIMUM_OUTPUT = 64 * 1024 * 1024;

/** Creates the cluster that `kubectl` of this machine talks to: the one of the user's kubeconfig. */
export function createKubectlCluster(options: KubectlOptions): Cluster {
  return {
    pollInterval: POLL_INTERVAL,
    run: (request) => runAction(request, options),
    async read(object, signal) {
      const { name = '', namespace } = object.metadata;
      const group = object.apiVersion.includes('/') ? object.apiVersion.split('/', 1)[0] : '';
      const args = ['get', `${object.kind.toLowerCase()}.${group}/${name}`, '-o', 'json'];
      const scope = namespace === undefined ? [] : ['-n', namespace];
      return readObject(await runKubectl([...args, ...scope], signal, options));
    },
  };
}

async function runAction(request: ResourceRequest, options: KubectlOptions): Promise<KubeObject | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-manifest-'));
  try {
    const file = path.join(folder, 'manifest.yaml');
    await writeFile(file, request.manifest);
    const args = await kubectlArguments(request, file);
    const output = await runKubectl(args, request.signal, options).catch((error: unknown) => {
      if (!(error instanceof KubectlError)) throw error;
      // Messages name the file as the pod of a cluster sees it.
      throw new KubectlError(error.reason, error.message.replaceAll(file, MANIFEST_PATH));
    });
    return request.action === 'delete' ? undefined : readObject(output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Returns the arguments that Argo's executor passes to kubectl. */
async function kubectlArguments(request: ResourceRequest, file: string): Promise<readonly string[]> {
  const { action, manifest, flags, mergeStrategy } = request;
  if (manifest === '' && flags.length === 0)
    throw new KubectlError('Invalid', 'Must provide at least one of flags or manifest.');
  const args: string[] = [action];
  let usesFile = manifest !== '';
  if (action === 'delete') args.push('--ignore-not-found');
  if (action === 'patch') {
    args.push('--type', mergeStrategy, '--patch-file', file);
    usesFile &&= mergeStrategy !== 'json' && (flags.length === 0 || (await hasKind(manifest)));
  }
  args.push(...flags);
  if (usesFile) args.push('-f', file);
  return [...args, '-o', action === 'delete' ? 'name' : 'json'];
}

async function hasKind(manifest: string): Promise<boolean> {
  const value = await readManifestValue(manifest);
  return isMap(value) && value.kind !== undefined && value.kind !== null;
}

function readObject(output: string): KubeObject {
  const value: unknown = JSON.parse(output);
  if (isMap(value) && typeof value.kind === 'string' && isMap(value.metadata) && value.metadata.name)
    // Its fields are those that the API server sent.
    return value as KubeObject;
  throw new KubectlError(
    'Invalid',
    'Kind and name are both required but at least one of them is missing from the manifest',
  );
}

async function runKubectl(
  args: readonly string[],
  signal: AbortSignal,
  { program = 'kubectl', environment, context }: KubectlOptions,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { env: environment as NodeJS.ProcessEnv, signal, maxBuffer: MAXIMUM_OUTPUT };
  const words = context === undefined ? [...args] : ['--context', context, ...args];
  execFile(program, words, options, (error, stdout, stderr) => {
    if (error === null) resolve(stdout);
    else if (errorCode(error) === 'ENOENT')
      reject(new KubectlError('Invalid', `${program} is not installed, but --cluster needs it`));
    else {
      const text = stderr.trim() || error.message;
      reject(new KubectlError(/^Error from server \((\w+)\)/m.exec(text)?.[1] ?? 'Unknown', text));
    }
  });
  return promise;
}
