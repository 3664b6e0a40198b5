import type { PodSpec } from '../../pod-spec/pod-spec.ts';
import type { ControlGroups } from '../keeping/control-groups.ts';

/** Says once which limits of containers this system does not enforce. */
export interface LimitNotices {
  /** Looks at the containers of a pod. */
  check(spec: PodSpec): void;
}

/** Creates notices, which go to a function. */
export function createLimitNotices(
  enforces: ControlGroups['enforces'],
  say: (text: string) => void,
): LimitNotices {
  const said = new Set<string>();
  return {
    check({ containers, initContainers }) {
      for (const kind of ['memory', 'cpu'] as const) {
        const isWanted = [...initContainers, ...containers].some(
          ({ fields }) => fields.resources?.limits?.[kind] !== undefined,
        );
        if (!isWanted || enforces[kind] || said.has(kind)) continue;
        said.add(kind);
        say(`This system does not let Tiphys make control groups: ${CONSEQUENCES[kind]}`);
      }
    },
  };
}

const CONSEQUENCES = {
  memory: 'limits of memory hold for each process of a task alone, and not for all together.',
  cpu: 'limits of cpu are ignored.',
} as const;
