import type { Variables } from '@tiphys/expression';
import type { ArgumentFields, CallFields, TemplateFields } from '../../manifest/fields.ts';
import type { TemplateStore } from '../values/template-store.ts';
import { checkBinding } from './calls/check-arguments.ts';
import { checkDag } from './calls/check-dag.ts';
import { type CallerContext, checkSteps } from './calls/check-steps.ts';
import { checkInputs, checkTimeouts, checkType } from './check-inputs.ts';
import { checkMetrics } from './check-metrics.ts';
import { checkOutputs } from './check-outputs.ts';
import { checkPodFields } from './check-pod-fields.ts';
import { fillForCheck, mayBreakJson } from './fill-for-check.ts';
import { type FoundTemplate, findTemplate, type TemplateChoice } from './find-template.ts';
import { bodyNames, namesOver } from './known-names.ts';
import { checkLeaf } from './leaves/check-leaf.ts';
import { SpecProblem } from './spec-problem.ts';

/** The state of the check of templates. */
export interface TemplateCheck {
  readonly store: TemplateStore;
  /** The names that all templates can use. Grows as calls with global outputs are found. */
  readonly globals: Set<string>;
  /** Values of the workflow's variables that are known before it runs. */
  readonly values: Variables;
  /** Scope and name of the templates that were checked. Later visits check only the arguments. */
  readonly visited: Set<string>;
  /** Returns the `templateDefaults` of the object that a scope stands for. */
  readonly defaultsOf: (scope: string) => TemplateFields | undefined;
}

/** A call whose template is checked. */
export interface CallToCheck {
  readonly call: TemplateChoice;
  /** Scope in which the call is looked up. */
  readonly scope: string;
  /** The arguments that must supply the inputs; undefined to give placeholders to all inputs. */
  readonly arguments?: ArgumentFields | undefined;
}

/**
 * Checks the template of a call and what it calls, and returns it; undefined if it is known only when the workflow runs.
 * See docs/semantics/validation.md#rules-and-messages.
 *
 * @throws SpecProblem `template name 'X' undefined`, for example
 */
export function checkCall(check: TemplateCheck, call: CallToCheck): TemplateFields | undefined {
  const found = findTemplate(check.store, call.scope, call.call);
  if (found) checkTemplate(check, found, call.arguments);
  return found?.template;
}

function checkTemplate(check: TemplateCheck, found: FoundTemplate, given: ArgumentFields | undefined): void {
  const { template, scope } = found;
  const label = `templates.${template.name ?? ''}`;
  checkType(template, label);
  checkInputs(template, label);
  checkPodFields(template, label);
  if (given) checkBinding(template, given, label);
  // All inline templates of a scope have the same name, so that Argo checks only the first one.
  const key = `${scope}/${template.name ?? ''}`;
  const isNew = !check.visited.has(key);
  if (!isNew && !template.timeout && !mayBreakJson(given)) return;
  const filled = fillForCheck(template, given, check);
  checkTimeouts(filled);
  if (!isNew) return;
  check.visited.add(key);
  checkBody(check, { ...found, template: filled }, label);
}

function checkBody(check: TemplateCheck, { template, scope }: FoundTemplate, label: string): void {
  const own = bodyNames(template);
  const names = namesOver(check.globals, own);
  const context: CallerContext = {
    label,
    names: own,
    globals: check.globals,
    visit: (call: CallFields, given?: ArgumentFields) => checkCall(check, { call, scope, arguments: given }),
  };
  if (template.steps || template.dag) {
    checkNoDeadline(template, label);
    if (template.steps) checkSteps(template, context);
    else checkDag(template, context);
  } else checkLeaf(template, { label, names, defaults: check.defaultsOf(scope) });
  checkOutputs(template, names, label);
  checkMetrics(template, label);
}

function checkNoDeadline({ activeDeadlineSeconds }: TemplateFields, label: string): void {
  if (activeDeadlineSeconds !== undefined)
    throw new SpecProblem(`${label}.activeDeadlineSeconds is only valid for leaf templates`);
}
