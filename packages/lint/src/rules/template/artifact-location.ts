import type { JsonPath } from '@tiphys/models/facts';
import type { Artifact, HdfsLocation } from '../../view/argument-fields.ts';
import type { Finding, Rule } from '../rule.ts';
import { allOf, quoted } from '../wording.ts';

/** Argo checks only locations of these two kinds. */
export const artifactLocation: Rule = {
  id: 'template/artifact-location',
  severity: 'error',
  summary: 'Git locations have a repository, and HDFS locations have a server, a path and a user.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      for (const [index, artifact] of (template.inputs?.artifacts ?? []).entries()) {
        yield* checkLocation(artifact, [...path, 'inputs', 'artifacts', index]);
      }
      if (template.archiveLocation)
        yield* checkLocation(template.archiveLocation, [...path, 'archiveLocation']);
    }
  },
};

function* checkLocation({ git, hdfs }: Artifact, path: JsonPath): Generator<Finding> {
  if (git && !git.repo) yield { path: [...path, 'git'], message: '"git" needs a "repo".' };
  if (hdfs) yield* checkHdfs(hdfs, [...path, 'hdfs']);
}

function* checkHdfs(hdfs: HdfsLocation, at: JsonPath): Generator<Finding> {
  const { addresses = [], path = '', hdfsUser, krbCCacheSecret, krbKeytabSecret } = hdfs;
  if (addresses.length === 0) yield { path: at, message: '"hdfs" needs "addresses".' };
  if (path === '') yield { path: at, message: '"hdfs" needs a "path".' };
  else if (!path.startsWith('/') && !path.startsWith('{{')) {
    yield { path: [...at, 'path'], message: '"path" of "hdfs" must begin with "/".' };
  }
  if (!hdfsUser && !krbCCacheSecret && !krbKeytabSecret) {
    const message = '"hdfs" needs "hdfsUser", "krbCCacheSecret" or "krbKeytabSecret".';
    yield { path: at, message };
  }
  const companions = krbKeytabSecret ? WITH_KEYTAB : krbCCacheSecret ? WITH_CACHE : [];
  const missing = companions.filter((field) => !hdfs[field]);
  if (missing.length > 0)
    yield { path: at, message: `"hdfs" with Kerberos also needs ${allOf(missing.map(quoted))}.` };
}

const WITH_CACHE = ['krbServicePrincipalName', 'krbConfigConfigMap'] as const;
const WITH_KEYTAB = [...WITH_CACHE, 'krbUsername', 'krbRealm'] as const;
