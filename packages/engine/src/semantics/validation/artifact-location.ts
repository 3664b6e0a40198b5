import { ARTIFACT_LOCATIONS, type ArtifactLocationName } from '@tiphys/models/facts';
import { SpecProblem } from './spec-problem.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The fields that make a location complete. Alternatives are separate lists: a key is enough, since the repository has the rest. */
const COMPLETE: Readonly<Record<ArtifactLocationName, readonly (readonly string[])[]>> = {
  artifactory: [['url']],
  azure: [['blob']],
  gcs: [['key']],
  git: [['repo']],
  hdfs: [['addresses'], ['path']],
  http: [['url']],
  oss: [['key']],
  raw: [[]],
  s3: [['key']],
  plugin: [['key']],
};

/** Returns whether an artifact says where it is: its first location counts, and must be complete or have a key. */
export function hasLocationOrKey(artifact: object): boolean {
  const fields = artifact as Fields;
  const location = ARTIFACT_LOCATIONS.find((name) => fields[name] !== undefined);
  if (location === undefined) return false;
  const value = (fields[location] ?? {}) as Fields;
  return COMPLETE[location].some((required) => required.every((field) => isSet(value[field])));
}

/**
 * Checks the location of an artifact, of which Argo checks git and HDFS only.
 *
 * @throws SpecProblem `<prefix>.git.repo is required`, for example
 */
export function checkLocation(artifact: object, prefix: string): void {
  const { git, hdfs } = artifact as { readonly git?: Fields; readonly hdfs?: Fields };
  if (git && !isSet(git.repo)) throw new SpecProblem(`${prefix}.git.repo is required`);
  if (hdfs) checkHdfs(hdfs, `${prefix}.hdfs`);
}

function checkHdfs(hdfs: Fields, prefix: string): void {
  const lacks = (...fields: string[]): boolean => fields.some((field) => !isSet(hdfs[field]));
  const paths = (...fields: string[]): string[] => fields.map((field) => `${prefix}.${field}`);
  if (lacks('addresses')) throw new SpecProblem(`${prefix}.addresses is required`);
  if (lacks('path')) throw new SpecProblem(`${prefix}.path is required`);
  if (!String(hdfs.path).startsWith('/'))
    throw new SpecProblem(`${prefix}.path must be a absolute file path`);
  const keytab = hdfs.krbKeytabSecret !== undefined;
  const cache = hdfs.krbCCacheSecret !== undefined;
  if (lacks('hdfsUser') && !cache && !keytab) {
    const [user, cacheSecret, keytabSecret] = paths('hdfsUser', 'krbCCacheSecret', 'krbKeytabSecret');
    throw new SpecProblem(`either ${user}, ${cacheSecret} or ${keytabSecret} is required`);
  }
  if (keytab && lacks('krbServicePrincipalName', 'krbConfigConfigMap', 'krbUsername', 'krbRealm')) {
    const [principal, config, user, realm] = paths(
      'krbServicePrincipalName',
      'krbConfigConfigMap',
      'krbUsername',
      'krbRealm',
    );
    throw new SpecProblem(
      `${principal}, ${config}, ${user} and ${realm} are required with ${prefix}.krbKeytabSecret`,
    );
  }
  if (cache && lacks('krbServicePrincipalName', 'krbConfigConfigMap')) {
    const [principal, config] = paths('krbServicePrincipalName', 'krbConfigConfigMap');
    throw new SpecProblem(`${principal} and ${config} are required with ${prefix}.krbCCacheSecret`);
  }
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}
