import type { Rule } from '../rule.ts';

/** One would hide the other. Argo checks container templates and container sets only. */
export const mountPath: Rule = {
  id: 'template/mount-path',
  severity: 'error',
  summary: 'No two volumes or input artifacts of a container have the same path.',
  *check({ allTemplates }) {
    for (const { template, path, type } of allTemplates) {
      const body = type === 'container' || type === 'containerSet' ? template[type] : undefined;
      if (!body || !type) continue;
      const taken = new Map<string, string>();
      for (const [index, { mountPath: at = '', name = '' }] of (body.volumeMounts ?? []).entries()) {
        const other = taken.get(at);
        if (other)
          yield {
            path: [...path, type, 'volumeMounts', index, 'mountPath'],
            message: `Path "${at}" is already used by ${other}.`,
          };
        taken.set(at, `volume "${name}"`);
      }
      for (const [index, { path: at = '', name = '' }] of (type === 'container'
        ? (template.inputs?.artifacts ?? [])
        : []
      ).entries()) {
        const other = at === '' ? undefined : taken.get(at);
        if (other)
          yield {
            path: [...path, 'inputs', 'artifacts', index, 'path'],
            message: `Path "${at}" is already used by ${other}.`,
          };
        taken.set(at, `input artifact "${name}"`);
      }
    }
  },
};
