import type { Definition } from '@tiphys/schema';

/** What to write instead of a field that is gone or has another type. */
export interface Replacement {
  /**
   * `wrap`: the value becomes the only element of the list in the field `to`; `unwrap`: the only element of the list becomes
   * the value of the field `to`; `drop`: the field `to` inside the value goes; `manual`: somebody has to think about it.
   */
  readonly kind: 'wrap' | 'unwrap' | 'drop' | 'manual';
  /** The field that takes over, or that goes. */
  readonly to?: string | undefined;
  /** The advice as a sentence. */
  readonly text: string;
}

/** Replacements by the place they are for, such as `CronWorkflowSpec.schedule`. */
const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  ...plural('CronWorkflowSpec', 'schedule', 'schedules'),
  ...plural('Synchronization', 'mutex', 'mutexes'),
  ...plural('Synchronization', 'semaphore', 'semaphores'),
  'Cache.configMap': {
    kind: 'drop',
    to: 'key',
    text: 'Leave `key` and `optional` out; only the name of the ConfigMap counts.',
  },
  'Template.priority': {
    kind: 'manual',
    to: 'priorityClassName',
    text: 'Name a PriorityClass in `priorityClassName`.',
  },
  'TemplateDefaults.priority': {
    kind: 'manual',
    to: 'priorityClassName',
    text: 'Name a PriorityClass in `priorityClassName`.',
  },
  'WorkflowSpec.podPriority': {
    kind: 'manual',
    to: 'podPriorityClassName',
    text: 'Name a PriorityClass in `podPriorityClassName`.',
  },
  'ObjectMeta.clusterName': { kind: 'manual', text: 'Remove it; Kubernetes never used it.' },
  'PersistentVolumeClaimStatus.resizeStatus': {
    kind: 'manual',
    to: 'allocatedResourceStatuses',
    text: 'Read `allocatedResourceStatuses`.',
  },
};

/** One field became a list, or on the way back to an older version, a list one field. */
function plural(definition: string, one: string, many: string): Readonly<Record<string, Replacement>> {
  return {
    [`${definition}.${one}`]: { kind: 'wrap', to: many, text: `Write \`${many}\` with one element.` },
    [`${definition}.${many}`]: { kind: 'unwrap', to: one, text: `Write \`${one}\`, which takes one only.` },
  };
}

/** Gives what to write instead of a field, if it is known and the newer definition can hold it. */
export function findReplacement(place: string, newer: Definition | undefined): Replacement | undefined {
  const found = Object.hasOwn(REPLACEMENTS, place) ? REPLACEMENTS[place] : undefined;
  if (found?.to === undefined || found.kind === 'drop') return found;
  return newer?.kind === 'object' && Object.hasOwn(newer.fields, found.to) ? found : undefined;
}
