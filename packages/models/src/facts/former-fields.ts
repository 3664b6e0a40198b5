import type { FieldType } from '../definition-table.ts';

/** A field that became a list: a list of one element means the same. */
export interface PluralField {
  readonly definition: string;
  readonly one: string;
  readonly many: string;
  /** The type of `one`, which the newest tables do not have. */
  readonly type: FieldType;
}

/**
 * Every field that became a list in a later version of Argo.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/upgrading/
 */
export const PLURAL_FIELDS: readonly PluralField[] = [
  { definition: 'CronWorkflowSpec', one: 'schedule', many: 'schedules', type: { kind: 'string' } },
  { definition: 'Synchronization', one: 'mutex', many: 'mutexes', type: { kind: 'reference', to: 'Mutex' } },
  {
    definition: 'Synchronization',
    one: 'semaphore',
    many: 'semaphores',
    type: { kind: 'reference', to: 'SemaphoreRef' },
  },
];

/** A priority number that was replaced by the name of a PriorityClass. */
export interface PriorityField {
  readonly definition: string;
  readonly field: string;
  /** The field with the name of the class. */
  readonly className: string;
}

/** Every field with a priority number that later versions of Argo removed. */
export const PRIORITY_FIELDS: readonly PriorityField[] = [
  { definition: 'Template', field: 'priority', className: 'priorityClassName' },
  { definition: 'TemplateDefaults', field: 'priority', className: 'priorityClassName' },
  { definition: 'WorkflowSpec', field: 'podPriority', className: 'podPriorityClassName' },
];
