import { PLURAL_FIELDS, type PluralField, PRIORITY_FIELDS, type PriorityField } from '@tiphys/models/facts';
import type { Definition } from '@tiphys/schema';

/** What to write instead of a field that was removed or has another type. */
export interface Replacement {
  /**
   * `wrap`: the value becomes the only element of the list in the field `to`; `unwrap`: the only element of the list becomes
   * the value of the field `to`; `drop`: the field `to` inside the value is removed; `manual`: it needs manual work.
   */
  readonly kind: 'wrap' | 'unwrap' | 'drop' | 'manual';
  /** The field that replaces it, or that is removed. */
  readonly to?: string | undefined;
  /** The advice as a sentence. */
  readonly text: string;
}

/** Replacements by the field that they replace, such as `CronWorkflowSpec.schedule`. */
const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  ...Object.fromEntries(PLURAL_FIELDS.flatMap(plural)),
  ...Object.fromEntries(PRIORITY_FIELDS.map(priority)),
  'Cache.configMap': {
    kind: 'drop',
    to: 'key',
    text: 'Remove `key` and `optional`; only the name of the ConfigMap is used.',
  },
  'ObjectMeta.clusterName': { kind: 'manual', text: 'Remove it; Kubernetes never used it.' },
  'PersistentVolumeClaimStatus.resizeStatus': {
    kind: 'manual',
    to: 'allocatedResourceStatuses',
    text: 'Read `allocatedResourceStatuses`.',
  },
};

type Entry = readonly [place: string, replacement: Replacement];

/** Returns the replacements of a field that became a list, in both directions. */
function plural({ definition, one, many }: PluralField): readonly Entry[] {
  return [
    [`${definition}.${one}`, { kind: 'wrap', to: many, text: `Write \`${many}\` with one element.` }],
    [
      `${definition}.${many}`,
      { kind: 'unwrap', to: one, text: `Write \`${one}\`, which holds a single value.` },
    ],
  ];
}

function priority({ definition, field, className }: PriorityField): Entry {
  const text = `Set the name of a PriorityClass in \`${className}\`.`;
  return [`${definition}.${field}`, { kind: 'manual', to: className, text }];
}

/** Returns what to write instead of a field, if it is known and the newer definition has the field for it. */
export function findReplacement(place: string, newer: Definition | undefined): Replacement | undefined {
  const found = Object.hasOwn(REPLACEMENTS, place) ? REPLACEMENTS[place] : undefined;
  if (found?.to === undefined || found.kind === 'drop') return found;
  return newer?.kind === 'object' && Object.hasOwn(newer.fields, found.to) ? found : undefined;
}
