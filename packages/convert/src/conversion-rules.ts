import { PLURAL_FIELDS, type PluralField, PRIORITY_FIELDS, type PriorityField } from '@tiphys/models/facts';
import type { ConversionRule, FieldDecision, FieldEdit, ObjectFields } from './conversion-rule.ts';

/**
 * Every mechanical replacement between the versions of Argo. A rule is used when the target does not have its field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/upgrading/
 */
export const CONVERSION_RULES: readonly ConversionRule[] = [
  ...PLURAL_FIELDS.flatMap((field) => plural(field, field.one === 'schedule' ? scheduleBeside : append)),
  {
    definition: 'Cache.configMap',
    field: 'key',
    reason: 'Argo never read the key: each cache entry has a key of its own in the ConfigMap.',
    decide: () => [{ kind: 'remove', field: 'key' }],
  },
  {
    definition: 'Cache.configMap',
    field: 'optional',
    reason: 'Argo never read it: a ConfigMap that is not there is made.',
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

/** What comes of a field beside the list that took its place. */
type Beside = (fields: ObjectFields, one: string, many: string) => FieldDecision;

/** One field became a list, which holds the same with one element. */
function plural({ definition, one, many }: PluralField, beside: Beside): readonly ConversionRule[] {
  const reason = `An element of \`${many}\` means the same as \`${one}\`.`;
  return [
    { definition, field: one, reason, decide: (fields) => wrap(fields, { one, many, beside }) },
    { definition, field: many, reason, decide: (fields) => unwrap(fields, many, one) },
  ];
}

function wrap(
  fields: ObjectFields,
  { one, many, beside }: { readonly one: string; readonly many: string; readonly beside: Beside },
): FieldDecision {
  if (fields[one] === null) return [{ kind: 'remove', field: one }];
  if (fields[one] === '') return byHand(`It is empty. Write what is meant as \`${many}\`.`);
  const edit: FieldEdit = { kind: 'wrap', field: one, to: many };
  if (!Object.hasOwn(fields, many)) return [edit];
  const list = fields[many];
  const isEmpty = list === null || (Array.isArray(list) && list.length === 0);
  return isEmpty ? [{ kind: 'remove', field: many }, edit] : beside(fields, one, many);
}

/**
 * Argo took both.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/synchronization/
 */
function append(fields: ObjectFields, one: string, many: string): FieldDecision {
  return Array.isArray(fields[many])
    ? [{ kind: 'append', field: one, to: many }]
    : byHand(`\`${many}\` stands beside it. Put all of them into \`${many}\`.`);
}

/** Argo took the one alone; whoever wrote both meant something else, perhaps, and should see it. */
function scheduleBeside(_: ObjectFields, one: string, many: string): FieldDecision {
  return byHand(
    `\`${many}\` stands beside it, and Argo took \`${one}\` alone. Put what is meant into \`${many}\`.`,
  );
}

function unwrap(fields: ObjectFields, many: string, one: string): FieldDecision {
  const list = fields[many];
  if (list === null) return [{ kind: 'remove', field: many }];
  if (Object.hasOwn(fields, one)) return byHand(`\`${one}\` stands beside it. Leave one of them out.`);
  if (!Array.isArray(list)) return byHand(`Only a list that is written out can become \`${one}\`.`);
  if (list.length !== 1 || list[0] === null)
    return byHand(`It has ${list.length} elements, and \`${one}\` takes exactly one.`);
  return [{ kind: 'unwrap', field: many, to: one }];
}

/** The number of a priority comes from the class: with a class, Kubernetes only ever took the same number beside it. */
function priority({ definition, field, className }: PriorityField): ConversionRule {
  return {
    definition,
    field,
    reason: `Kubernetes takes the number from the class in \`${className}\`, and refused any other.`,
    decide: (fields) =>
      typeof fields[className] === 'string' && fields[className] !== ''
        ? [{ kind: 'remove', field }]
        : byHand(`Make a PriorityClass with this number, and name it in \`${className}\`.`),
  };
}

function byHand(advice: string): FieldDecision {
  return { advice };
}
