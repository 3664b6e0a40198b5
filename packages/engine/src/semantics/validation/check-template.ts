import type { Variables } from '@tiphys/expression';
import { CHECK_PLACEHOLDER } from '@tiphys/models/facts';
import type { ArgumentFields, CallFields, TemplateFields } from '../../manifest/fields.ts';
import { scopeOf, type TemplateStore } from '../values/template-store.ts';
import { checkArguments, checkBinding } from './check-arguments.ts';
import { checkDag, checkTargets } from './check-dag.ts';
import { checkHooks } from './check-hooks.ts';
import { checkVariables, leafJson } from './check-variables.ts';
import { fillForCheck } from './fill-for-check.ts';
import { bodyNames, callNames, inputNames, itemNames, type KnownNames, namesOver } from './known-names.ts';
import { SpecProblem } from './spec-problem.ts';

/** The state of the check of templates. */
export interface TemplateCheck {
  readonly store: TemplateStore;
  readonly globals: KnownNames;
  /** Values of the workflow's variables that are known before it runs. */
  readonly values: Variables;
  /** Templates that were checked. Later visits check only the arguments. */
  readonly visited: Set<TemplateFields>;
}

/** A template with the scope of its calls and the arguments of its call. */
export interface CallToCheck {
  readonly template: TemplateFields;
  /** Scope in which its own calls are looked up. */
  readonly scope: string;
  /** The arguments that must supply its inputs; undefined if nothing calls it. */
  readonly arguments: ArgumentFields | undefined;
  /** The arguments of the workflow, if it gets these: they are known before the run. */
  readonly known?: ArgumentFields;
}

/**
 * Checks a template and what it calls. See docs/semantics/validation.md#rules-and-messages.
 *
 * @throws SpecProblem
 */
export function checkTemplate(check: TemplateCheck, call: CallToCheck): void {
  const label = `templates.${call.template.name ?? ''}`;
  if (call.arguments) checkBinding(call.template, call.arguments, label);
  if (check.visited.has(call.template)) return;
  check.visited.add(call.template);
  const names = namesOver(check.globals, bodyNames(call.template));
  const template = fillForCheck(call.template, call.known, check);
  const filled = { ...call, template };
  if (template.steps) checkSteps(check, filled, names);
  else if (template.dag) checkTasks(check, filled, names);
  else checkVariables(leafJson(template), names, `${label}:`);
}

/**
 * Returns the template that a call names; undefined if it is known only at run time.
 *
 * @throws SpecProblem `template name 'X' undefined`
 */
export function findTemplate(
  check: TemplateCheck,
  scope: string,
  call: Pick<CallFields, 'template' | 'templateRef' | 'inline'>,
): Omit<CallToCheck, 'arguments'> | undefined {
  if (call.inline) return { template: call.inline, scope };
  if (call.templateRef) {
    const { name, template } = call.templateRef;
    if (`${name}${template}`.includes('{{')) return undefined;
    const target = scopeOf(call.templateRef);
    const templates = check.store.scopes.get(target);
    if (!templates) throw new SpecProblem(`template reference ${name}.${template} not found`);
    const found = templates.get(template);
    if (!found && template.includes(CHECK_PLACEHOLDER)) return undefined;
    if (!found) throw new SpecProblem(`template reference ${name}.${template} not found`);
    return { template: found, scope: target };
  }
  if (!call.template) throw new SpecProblem('failed to get a template');
  const template = check.store.scopes.get(scope)?.get(call.template);
  if (!template) throw new SpecProblem(`template name '${call.template}' undefined`);
  return { template, scope };
}

function checkSteps(check: TemplateCheck, { template, scope }: CallToCheck, around: KnownNames): void {
  const label = `templates.${template.name ?? ''}`;
  const seen = new Set<string>();
  let names = around;
  for (const [index, group] of (template.steps ?? []).entries()) {
    for (const step of group) {
      const place = `${label}.steps[${index}]`;
      if (!step.name) throw new SpecProblem(`${place}.name is required`);
      if (seen.has(step.name)) throw new SpecProblem(`${place}.name '${step.name}' is not unique`);
      seen.add(step.name);
      const called = checkCall(check, { call: step, scope, label: `${place}.${step.name}` });
      checkHooks(step.hooks, `${place}.${step.name}`);
      names = namesOver(names, callNames(`steps.${step.name}`, step, called));
    }
    for (const step of group) checkCallVariables(step, names, `${label}.steps`);
  }
  checkVariables(JSON.stringify(template.outputs ?? {}), names, `${label}.outputs`);
}

function checkTasks(check: TemplateCheck, { template, scope }: CallToCheck, around: KnownNames): void {
  const label = `templates.${template.name ?? ''}`;
  const tasks = template.dag?.tasks ?? [];
  checkDag(tasks, label);
  const own: string[] = [];
  for (const task of tasks) {
    const called = checkCall(check, { call: task, scope, label: `${label}.tasks.${task.name}` });
    own.push(...callNames(`tasks.${task.name}`, task, called));
  }
  checkTargets(template.dag?.target, tasks, label);
  const names = namesOver(around, own);
  for (const task of tasks) checkCallVariables(task, names, `${label}.tasks.${task.name}`);
  checkVariables(JSON.stringify(template.outputs ?? {}), names, `${label}.outputs`);
}

interface CallCheck {
  readonly call: CallFields;
  /** Scope in which its own calls are looked up. */
  readonly scope: string;
  readonly label: string;
}

function checkCall(check: TemplateCheck, { call, scope, label }: CallCheck): TemplateFields | undefined {
  checkArguments(call.arguments, `${label}.arguments.`);
  try {
    const found = findTemplate(check, scope, call);
    if (!found) return undefined;
    checkTemplate(check, { ...found, arguments: call.arguments ?? {} });
    return found.template;
  } catch (error) {
    if (error instanceof SpecProblem) throw new SpecProblem(`${label} ${error.message}`);
    throw error;
  }
}

function checkCallVariables(call: CallFields, names: KnownNames, label: string): void {
  const inline = call.inline ? inputNames(call.inline) : [];
  checkVariables(JSON.stringify(call), itemNames(namesOver(names, inline), call), label);
}
