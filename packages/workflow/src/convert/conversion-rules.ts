import type { ConversionRule, FieldDecision, ObjectFields } from './conversion-rule.ts';

/**
 * Every mechanical replacement between the versions of Argo. A rule is used when the target does not have its field.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/upgrading/
 */
export const CONVERSION_RULES: readonly ConversionRule[] = [
  ...plural('CronWorkflowSpec', 'schedule', 'schedules'),
  ...plural('Synchronization', 'mutex', 'mutexes'),
  ...plural('Synchronization', 'semaphore', 'semaphores'),
  {
    definition: 'Cache.configMap',
    field: 'key',
    reason: 'Argo never read the key: each cache entry has a key of its own in the ConfigMap.',
    decide: () => ({ kind: 'remove', field: 'key' }),
  },
  {
    definition: 'Cache.configMap',
    field: 'optional',
    reason: 'Argo never read it: a ConfigMap that is not there is made.',
    decide: () => ({ kind: 'remove', field: 'optional' }),
  },
  ...priority(['Template', 'TemplateDefaults'], 'priority', 'priorityClassName'),
  ...priority(['WorkflowSpec'], 'podPriority', 'podPriorityClassName'),
  {
    definition: 'ObjectMeta',
    field: 'clusterName',
    reason: 'Kubernetes never read it.',
    decide: () => ({ kind: 'remove', field: 'clusterName' }),
  },
];

/** One field became a list, which holds the same with one element. */
function plural(definition: string, one: string, many: string): readonly ConversionRule[] {
  const reason = `\`${many}\` with one element means the same as \`${one}\`.`;
  return [
    { definition, field: one, reason, decide: (fields) => wrap(fields, one, many) },
    { definition, field: many, reason, decide: (fields) => unwrap(fields, many, one) },
  ];
}

function wrap(fields: ObjectFields, one: string, many: string): FieldDecision {
  if (fields[one] === null) return { kind: 'remove', field: one };
  if (fields[one] === '') return byHand(`It is empty. Write what is meant as \`${many}\`.`);
  if (Object.hasOwn(fields, many))
    return byHand(`\`${many}\` stands beside it. Put all of them into \`${many}\`.`);
  return { kind: 'wrap', field: one, to: many };
}

function unwrap(fields: ObjectFields, many: string, one: string): FieldDecision {
  const list = fields[many];
  if (list === null) return { kind: 'remove', field: many };
  if (Object.hasOwn(fields, one)) return byHand(`\`${one}\` stands beside it. Leave one of them out.`);
  if (!Array.isArray(list)) return byHand(`Only a list that is written out can become \`${one}\`.`);
  if (list.length !== 1 || list[0] === null)
    return byHand(`It has ${list.length} elements, and \`${one}\` takes exactly one.`);
  return { kind: 'unwrap', field: many, to: one };
}

/** The number of a priority comes from the class: with a class, Kubernetes only ever took the same number beside it. */
function priority(definitions: readonly string[], field: string, name: string): readonly ConversionRule[] {
  return definitions.map((definition) => ({
    definition,
    field,
    reason: `Kubernetes takes the number from the class in \`${name}\`, and refused any other.`,
    decide: (fields) =>
      typeof fields[name] === 'string' && fields[name] !== ''
        ? { kind: 'remove', field }
        : byHand(`Make a PriorityClass with this number, and name it in \`${name}\`.`),
  }));
}

function byHand(advice: string): FieldDecision {
  return { kind: 'byHand', advice };
}
