import type { Template, Workflow, WorkflowSpec } from '@tiphys/models';
import { callsOf } from './calls-of.ts';

/** Returns the names of the tasks that wait for an answer: those of suspend templates that have outputs to supply, or no duration. */
export function findQuestions({
  workflow,
  objects,
}: {
  readonly workflow: Workflow;
  readonly objects: readonly unknown[];
}): readonly string[] {
  // ConfigMaps and Secrets have no spec.
  const others = objects as readonly {
    readonly metadata?: { readonly name?: string };
    readonly spec?: Partial<WorkflowSpec>;
  }[];
  const asking = new Map(others.map(({ metadata, spec }) => [metadata?.name, namesOfAsking(spec)]));
  return [workflow.spec, ...others.map(({ spec }) => spec)].flatMap((spec) => {
    const own = namesOfAsking(spec);
    return (spec?.templates ?? []).flatMap(callsOf).flatMap(({ name, template, templateRef }) => {
      const isAsking =
        templateRef === undefined
          ? own.has(template)
          : asking.get(templateRef.name)?.has(templateRef.template);
      return isAsking === true && name !== undefined ? [name] : [];
    });
  });
}

function namesOfAsking(spec: Partial<WorkflowSpec> | undefined): ReadonlySet<string | undefined> {
  return new Set(spec?.templates?.filter(asks).map(({ name }) => name));
}

function asks({ suspend, outputs }: Template): boolean {
  // Without a time to answer, it only fails, as the branch of a match whose value is in no case.
  if (suspend === undefined || suspend.duration === '0') return false;
  const supplied = (outputs?.parameters ?? []).some(({ valueFrom }) => valueFrom?.supplied !== undefined);
  return supplied || suspend.duration === undefined;
}

/** Tells whether a name is that of a question: in a loop with or without the item, `release(0:a)` or `release`. */
export function isNamed(
  { displayName = '' }: { readonly displayName?: string | undefined },
  name: string,
): boolean {
  return displayName === name || displayName.startsWith(`${name}(`);
}
