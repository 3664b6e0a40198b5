import type { Cluster, ClusterVersion } from '@tiphys/client';
import { type ArgoVersion, newestArgoVersion } from '@tiphys/models/versions';
import type { World } from '../world/world.ts';
import { checkAccounts } from './check-accounts.ts';
import { checkAtServer, checkRules } from './check-file.ts';
import { checkKinds } from './check-kinds.ts';
import { checkNeeds } from './check-needs.ts';
import { checkPermissions } from './check-permissions.ts';
import { checkRepository } from './check-repository.ts';
import { checkVersion, knownVersion } from './check-version.ts';
import type { Finding } from './finding.ts';
import { guarded } from './guard.ts';
import type { ReadFile } from './read-file.ts';

/** What is checked. */
export interface Diagnosed {
  readonly cluster: Cluster;
  /** The version of Argo that files are compiled for. @default the newest */
  readonly target: ArgoVersion | undefined;
  /** The file that should run in the cluster. @default none */
  readonly file: ReadFile | undefined;
}

/** Checks the way to a cluster, and whether a file would run there. Nothing is changed. */
export async function diagnose(
  { cluster, target = newestArgoVersion, file }: Diagnosed,
  world: World,
): Promise<readonly Finding[]> {
  let version: ClusterVersion = {};
  const connection = await guarded('connection', async () => {
    version = await cluster.version();
    return [await checkIdentity(cluster)];
  });
  // Everything else would fail for the same reason.
  if (connection.some(({ level }) => level !== 'ok')) return connection;
  const namespace = await guarded('namespace', () => checkNamespace(cluster));
  if (namespace.some(({ level }) => level === 'problem'))
    return [...connection, checkVersion(version, target), ...namespace];
  const objects = file?.runnable ?? [];
  const general = await Promise.all([
    guarded('definitions', () => checkKinds(cluster)),
    guarded('permissions', () => checkPermissions(cluster)),
    checkAccounts(cluster, objects),
    guarded('artifacts', () => checkRepository(cluster, objects)),
  ]);
  const findings = [...connection, checkVersion(version, target), ...namespace, ...general.flat()];
  if (file === undefined) return findings;
  return [
    ...findings,
    ...(await checkFile({ cluster, file, version: knownVersion(version) ?? target }, world)),
  ];
}

async function checkIdentity({ place, checks }: Cluster): Promise<Finding> {
  // The Argo Server tells its version, and who the user is, without checking the credentials. A list needs valid ones.
  await checks.can({ verb: 'list', group: 'argoproj.io', resource: 'workflows' });
  const { user, serviceAccount } = await checks.identity();
  const as = user === undefined ? '' : `, as ${user}`;
  const account = serviceAccount === undefined ? '' : ` with the service account ${serviceAccount}`;
  return { check: 'connection', level: 'ok', message: `${capitalised(place)} answers${as}${account}` };
}

/** Checks that the namespace exists: lists of one that does not exist are empty. */
async function checkNamespace({ namespace, checks }: Cluster): Promise<readonly Finding[]> {
  const check = 'namespace';
  const exists = await checks.namespaceExists();
  if (exists) return [];
  if (exists === undefined)
    return [
      {
        check,
        level: 'unknown',
        message: `The server does not tell whether the namespace ${namespace} exists`,
      },
    ];
  return [
    {
      check,
      level: 'problem',
      message: `There is no namespace ${namespace}`,
      advice: 'Choose another one with --namespace, or create it with kubectl.',
    },
  ];
}

function capitalised(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

interface CheckedFile {
  readonly cluster: Cluster;
  readonly file: ReadFile;
  readonly version: ArgoVersion;
}

async function checkFile({ cluster, file, version }: CheckedFile, world: World): Promise<readonly Finding[]> {
  const rules = await checkRules(file, version, world);
  const needs = await guarded('objects', () =>
    checkNeeds(cluster, { objects: file.runnable, given: file.objects }),
  );
  // The server would repeat what is known, or miss templates that a submission brings along.
  const isRefused = [...rules, ...needs].some(({ level }) => level === 'problem');
  const isComplete = file.runnable.length === 1;
  if (isRefused || !isComplete) return [...rules, ...needs];
  return [...rules, ...needs, ...(await guarded('server', () => checkAtServer(cluster, file.runnable)))];
}
