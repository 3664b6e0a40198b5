import type { JsonPath } from '@tiphys/workflow';
import type { Artifact } from '../../manifest.ts';
import type { Finding, Rule } from '../../rule.ts';

/** Argo looks at git and hdfs only. */
export const artifactLocation: Rule = {
  id: 'template/artifact-location',
  severity: 'error',
  summary: 'Locations in git name a repository, locations in HDFS their server, path and user.',
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
  if (git && !git.repo) yield { path: [...path, 'git'], message: 'A location in git needs a "repo".' };
  if (!hdfs) return;
  const at = [...path, 'hdfs'];
  const { addresses, path: file } = hdfs;
  if (!Array.isArray(addresses) || addresses.length === 0)
    yield { path: at, message: 'A location in HDFS needs "addresses".' };
  if (typeof file !== 'string' || file === '')
    yield { path: at, message: 'A location in HDFS needs a "path".' };
  else if (!file.startsWith('/') && !file.includes('{{'))
    yield { path: [...at, 'path'], message: 'A path in HDFS begins with "/".' };
  if (!hdfs.hdfsUser && !hdfs.krbCCacheSecret && !hdfs.krbKeytabSecret) {
    yield {
      path: at,
      message: 'A location in HDFS needs "hdfsUser", "krbCCacheSecret" or "krbKeytabSecret".',
    };
  }
}
