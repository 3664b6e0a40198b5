import { walkObject } from '@tiphys/models/facts';
import { definitions } from '@tiphys/models/tables';
import { type Need, needsIn } from './find-needs.ts';

/** The fields of a template that are read here. */
interface NamedTemplate {
  readonly name?: string;
}

/** Definitions whose values call a template. */
const CALLS: ReadonlySet<string> = new Set(['WorkflowStep', 'DAGTask', 'LifecycleHook']);

/** Returns what a template of an object needs, and those that it calls there. Templates that nobody calls may need what is missing. */
export function needsOfTemplate(templates: readonly NamedTemplate[], name: string): readonly Need[] {
  const called = new Set([name]);
  const needs: Need[] = [];
  // Grows while it is walked.
  for (const one of called) {
    const template = templates.find((candidate) => candidate.name === one);
    if (template === undefined) continue;
    needs.push(
      ...needsIn(template, 'Template').map((need) => ({ ...need, path: `template ${one}: ${need.path}` })),
    );
    for (const other of calledBy(template)) called.add(other);
  }
  return needs;
}

function calledBy(template: NamedTemplate): readonly string[] {
  const names: string[] = [];
  for (const { value, type } of walkObject(template, { kind: 'reference', to: 'Template' }, definitions)) {
    if (type.kind !== 'reference' || !CALLS.has(type.to)) continue;
    const { template: name, templateRef } = (value ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof name === 'string' && templateRef === undefined) names.push(name);
  }
  return names;
}
