import type { FieldType } from '../definition-table.ts';

/** A field that became a list: one element of the list means what the field meant. */
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

/** A priority number that gave way to the name of a PriorityClass. */
export interface PriorityField {
  readonly definition: string;
  readonly field: string;
  /** The field with the name of the class. */
  readonly className: string;
}

/** Every field with the number of a priority that later versions of Argo no longer have. */
export const PRIORITY_FIELDS: readonly PriorityField[] = [
  { definition: 'Template', field: 'priority', className: 'priorityClassName' },
  { definition: 'TemplateDefaults', field: 'priority', className: 'priorityClassName' },
  { definition: 'WorkflowSpec', field: 'podPriority', className: 'podPriorityClassName' },
];
