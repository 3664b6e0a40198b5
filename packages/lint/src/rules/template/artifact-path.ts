import { posix } from 'node:path';
import type { JsonPath } from '@tiphys/models/facts';
import type { Artifact } from '../../view/argument-fields.ts';
import { isLeaf, type TemplateView } from '../../view/template-view.ts';
import type { Finding, Rule } from '../rule.ts';

/** Files belong to templates that run something. Steps and dags pass artifacts on by name. */
export const artifactPath: Rule = {
  id: 'template/artifact-path',
  severity: 'error',
  shallow: true,
  summary: 'Artifacts have a path in templates that run something, and only there.',
  *check({ allTemplates }) {
    for (const view of allTemplates) {
      for (const list of ['inputs', 'outputs'] as const) {
        for (const [index, artifact] of (view.template[list]?.artifacts ?? []).entries()) {
          yield* checkPath(view, artifact, list, [...view.path, list, 'artifacts', index]);
        }
      }
    }
  },
};

function* checkPath(
  view: TemplateView,
  artifact: Artifact,
  list: 'inputs' | 'outputs',
  at: JsonPath,
): Generator<Finding> {
  const { path = '', name = '', from } = artifact;
  if (!view.type) return;
  if (isLeaf(view)) {
    if (path === '') yield { path: at, message: `Artifact "${name}" of ${view.title} needs a "path".` };
    else if (leavesItsFolder(path))
      yield {
        path: [...at, 'path'],
        message: `Path of artifact "${name}" must not leave its folder with "..".`,
      };
  } else if (path !== '') {
    yield {
      path: [...at, 'path'],
      part: 'key',
      message: `Artifact "${name}" of a ${view.type} template cannot have a "path".`,
    };
  }
  if (list === 'inputs' && from) {
    yield {
      path: at,
      message: `Input artifact "${name}" cannot have "from": the caller passes the artifact.`,
    };
  }
}

/** The path must stay in the folder before the first `..`, whatever tags in it become. */
function leavesItsFolder(path: string): boolean {
  const [safe = '', ...rest] = `${path}/`.split('/../');
  return rest.length > 0 && safe !== '' && !posix.normalize(path).startsWith(`${safe}/`);
}
