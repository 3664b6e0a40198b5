import type { Container, Template } from '@tiphys/models';
import { ignoredFields } from '../container/ignored-fields.ts';
import type { ControlGroups } from '../keeping/control-groups.ts';

/** Says once what containers ask for that this system does not provide: limits, and fields that processes ignore. */
export interface LimitNotices {
  /** Looks at the containers of a template. */
  check(template: Template): void;
}

/** Creates notices, which go to a function. */
export function createLimitNotices(
  enforces: ControlGroups['enforces'],
  say: (text: string) => void,
): LimitNotices {
  const said = new Set<string>();
  return {
    check(template) {
      for (const kind of ['memory', 'cpu'] as const) {
        const isWanted = containersOf(template).some(
          ({ resources }) => resources?.limits?.[kind] !== undefined,
        );
        if (!isWanted || enforces[kind] || said.has(kind)) continue;
        said.add(kind);
        say(`This system does not let Tiphys make control groups: ${CONSEQUENCES[kind]}`);
      }
      for (const field of ignoredFields(template)) {
        if (said.has(field)) continue;
        said.add(field);
        const where = `template "${template.name ?? 'inline template'}"`;
        say(
          `Tasks that run as processes ignore ${field} (${where}). Use --executor docker or podman to have it.`,
        );
      }
    },
  };
}

const CONSEQUENCES = {
  memory: 'limits of memory hold for each process of a task alone, and not for all together.',
  cpu: 'limits of cpu are ignored.',
} as const;

function containersOf(template: Template): readonly Pick<Container, 'resources'>[] {
  return [
    ...(template.container === undefined ? [] : [template.container]),
    ...(template.script === undefined ? [] : [template.script]),
    ...(template.containerSet?.containers ?? []),
    ...(template.initContainers ?? []),
    ...(template.sidecars ?? []),
  ];
}
