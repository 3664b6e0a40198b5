import { PLURAL_FIELDS, type PluralField, PRIORITY_FIELDS, type PriorityField } from '@tiphys/models/facts';
import type { ConversionRule, FieldDecision, FieldEdit, FieldValues } from './conversion-rule.ts';

/**
 * Every automatic replacement between the versions of Argo. A rule applies when the target does not have its field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/upgrading/
 */
export const CONVERSION_RULES: readonly ConversionRule[] = [
  ...PLURAL_FIELDS.flatMap((field) => plural(field, field.one === 'schedule' ? bothSchedules : append)),
  {
    definition: 'Cache.configMap',
    field: 'key',
    reason: 'Argo never read it: each cache entry has its own key in the ConfigMap.',
    decide: () => [{ kind: 'remove', field: 'key' }],
  },
  {
    definition: 'Cache.configMap',
    field: 'optional',
    reason: 'Argo never read it: it creates a missing ConfigMap.',
    decide: () => [{ kind: 'remove', field: 'optional' }],
  },
  ...PRIORITY_FIELDS.map(priority),
  {
    definition: 'ObjectMeta',
    field: 'clusterName',
    reason: 'Kubernetes never read it.',
    decide: () => [{ kind: 'remove', field: 'clusterName' }],
  },
];

/** Decides about a field if the list that replaced it is set, too. */
type DecideBoth = (fields: FieldValues, one: string, many: string) => FieldDecision;

/** Returns the rules of a field that became a list: a list of one element means the same. */
function plural({ definition, one, many }: PluralField, decideBoth: DecideBoth): readonly ConversionRule[] {
  const reason = `An element of \`${many}\` means the same as \`${one}\`.`;
  return [
    { definition, field: one, reason, decide: (fields) => wrap(fields, { one, many, decideBoth }) },
    { definition, field: many, reason, decide: (fields) => unwrap(fields, many, one) },
  ];
}

function wrap(
  fields: FieldValues,
  { one, many, decideBoth }: { readonly one: string; readonly many: string; readonly decideBoth: DecideBoth },
): FieldDecision {
  if (fields[one] === null) return [{ kind: 'remove', field: one }];
  if (fields[one] === '') return manual(`It is empty. Set \`${many}\` instead.`);
  const edit: FieldEdit = { kind: 'wrap', field: one, to: many };
  if (!Object.hasOwn(fields, many)) return [edit];
  const list = fields[many];
  const isEmpty = list === null || (Array.isArray(list) && list.length === 0);
  return isEmpty ? [{ kind: 'remove', field: many }, edit] : decideBoth(fields, one, many);
}

/** Appends the field to the list, because Argo used both.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/synchronization/
 */
function append(fields: FieldValues, one: string, many: string): FieldDecision {
  return Array.isArray(fields[many])
    ? [{ kind: 'append', field: one, to: many }]
    : manual(`\`${many}\` is set, too. Move all values into \`${many}\`.`);
}

/** Leaves the choice to the author: Argo used only the single schedule, which may not be what they meant. */
function bothSchedules(_: FieldValues, one: string, many: string): FieldDecision {
  return manual(
    `\`${many}\` is set, too, and Argo used only \`${one}\`. Move the values that you want into \`${many}\`.`,
  );
}

function unwrap(fields: FieldValues, many: string, one: string): FieldDecision {
  const list = fields[many];
  if (list === null) return [{ kind: 'remove', field: many }];
  if (Object.hasOwn(fields, one)) return manual(`\`${one}\` is set, too. Remove one of them.`);
  if (!Array.isArray(list)) return manual(`Only a literal list can become \`${one}\`.`);
  if (list.length !== 1 || list[0] === null)
    return manual(`It has ${list.length} elements, but \`${one}\` holds exactly one.`);
  return [{ kind: 'unwrap', field: many, to: one }];
}

/**
 * Returns the rule of a priority number, which comes from the class: Kubernetes accepts only the same number
 * next to it.
 */
function priority({ definition, field, className }: PriorityField): ConversionRule {
  return {
    definition,
    field,
    reason: `Kubernetes reads the number from the class in \`${className}\` and rejects any other.`,
    decide: (fields) =>
      typeof fields[className] === 'string' && fields[className] !== ''
        ? [{ kind: 'remove', field }]
        : manual(`Create a PriorityClass with this number and set its name in \`${className}\`.`),
  };
}

function manual(advice: string): FieldDecision {
  return { advice };
}
