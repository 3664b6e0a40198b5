import type { JsonPath } from '@tiphys/models/facts';
import { findCycle } from '../../scope/find-cycle.ts';
import type { Template } from '../../view/template-fields.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/**
 * Containers on a cycle would wait forever, and Argo handles inputs and outputs in the container `main` only.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/container-set-template/
 */
export const containerSet: Rule = {
  id: 'template/container-set',
  severity: 'error',
  summary:
    'The containers of a container set depend on each other without a cycle, and "main" handles inputs and outputs.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      if (template.containerSet) yield* checkSet(template, [...path, 'containerSet', 'containers']);
    }
  },
};

function* checkSet(template: Template, path: JsonPath): Generator<Finding> {
  const containers = template.containerSet?.containers ?? [];
  if (containers.length === 0) yield { path, message: 'The container set needs at least one container.' };
  const byName = new Map(containers.map((container) => [container.name ?? '', container]));
  for (const [index, { dependencies = [] }] of containers.entries()) {
    for (const [at, name] of dependencies.entries()) {
      if (byName.has(name)) continue;
      const message = `Container "${name}" does not exist in this set.`;
      yield { path: [...path, index, 'dependencies', at], message, ...suggest(name, byName.keys()) };
    }
  }
  const cycle = findCycle(byName.keys(), (name) => byName.get(name)?.dependencies ?? []);
  if (cycle)
    yield {
      path,
      part: 'key',
      message: `Containers depend on each other in a cycle: ${cycle.join(' -> ')}.`,
    };
  if (needsMain(template) && !byName.has('main')) {
    yield {
      path,
      part: 'key',
      message: 'The container set has inputs or outputs, so one container must be named "main".',
    };
  }
}

function needsMain({ inputs, outputs }: Template): boolean {
  return [inputs?.artifacts, outputs?.parameters, outputs?.artifacts].some((list) => (list?.length ?? 0) > 0);
}
