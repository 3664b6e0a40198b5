import { findCycle } from '../../scope/find-cycle.ts';
import type { Rule } from '../rule.ts';

/** Tasks on a cycle would wait forever. */
export const dagCycle: Rule = {
  id: 'dag/cycle',
  severity: 'error',
  summary: 'No task depends on itself, directly or not.',
  *check({ allTemplates }) {
    for (const { callsByName } of allTemplates) {
      const cycle = findCycle(callsByName.keys(), (name) =>
        (callsByName.get(name)?.dependencies ?? [])
          .map(({ task }) => task)
          .filter((task) => callsByName.has(task)),
      );
      const first = callsByName.get(cycle?.[0] ?? '');
      const path = first?.dependencies.find(({ task }) => task === cycle?.[1])?.path;
      if (cycle && path)
        yield { path, message: `Tasks depend on each other in a cycle: ${cycle.join(' -> ')}.` };
    }
  },
};
