import type { FieldEdit } from './conversion-rule.ts';

/**
 * Returns a sentence about an edit, without a full stop.
 *
 * @example
 * ```ts
 * describeEdit({ kind: 'wrap', field: 'schedule', to: 'schedules' }); // => `schedule` becomes `schedules`
 * ```
 */
export function describeEdit(edit: FieldEdit): string {
  switch (edit.kind) {
    case 'remove':
      return `\`${edit.field}\` is removed`;
    case 'append':
      return `\`${edit.field}\` is added to \`${edit.to}\``;
    default:
      return `\`${edit.field}\` becomes \`${edit.to}\``;
  }
}
