import type { ArgoObject } from '@tiphys/models/facts';
import { YamlError } from '../yaml-error.ts';
import { type ReadYamlOptions, readYaml } from './read-yaml.ts';

/**
 * Returns the objects of a YAML text, one per document. Their fields are not checked; use lint for that. Objects
 * of other kinds are kept; {@link isArgoObject} tells them apart.
 *
 * @throws {@link YamlError} `YAML_SYNTAX`, `_DUPLICATE_KEY`, `_KEY`, `_ALIAS` or `_NUMBER` for the first error
 * in the YAML, and `YAML_OBJECT` if a document is not an object with `apiVersion` and `kind`.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 *
 * const objects = fromYaml(await readFile('workflows.yaml', 'utf8'), { file: 'workflows.yaml' });
 * const workflows = objects.filter(({ kind }) => kind === 'Workflow');
 * ```
 */
export function fromYaml(text: string, options: ReadYamlOptions = {}): readonly ArgoObject[] {
  const { documents, problems } = readYaml(text, options);
  const [problem] = problems;
  const file = options.file === undefined ? {} : { file: options.file };
  if (problem) {
    const { code, message, line, column } = problem;
    throw new YamlError(code, `${where(options, line, column)}: ${message}.`, {
      location: { ...file, line, column },
    });
  }
  return documents.map(({ value, locate }) => {
    if (isObject(value)) return value;
    const { line, column } = locate([]) ?? { line: 1, column: 1 };
    throw new YamlError(
      'YAML_OBJECT',
      `${where(options, line, column)}: This document is not an object with "apiVersion" and "kind". Give it both, or remove it.`,
      { location: { ...file, line, column } },
    );
  });
}

function where(options: ReadYamlOptions, line: number, column: number): string {
  return `${options.file ?? 'YAML'}:${line}:${column}`;
}

/** The cast is wrong for other kinds, which the documentation of `fromYaml` says. */
function isObject(value: unknown): value is ArgoObject {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind } = value as { readonly apiVersion?: unknown; readonly kind?: unknown };
  return typeof apiVersion === 'string' && typeof kind === 'string';
}
