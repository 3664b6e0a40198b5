import type { ArgumentFields, CallFields, TemplateFields } from '../../../manifest/fields.ts';
import { findCallNameFault } from '../check-names.ts';
import { checkVariables } from '../check-variables.ts';
import { goJson } from '../go-json.ts';
import { addCallNames, addItemNames, inlineNames, isAggregated, namesOver } from '../known-names.ts';
import { SpecProblem, withPrefix } from '../spec-problem.ts';
import { checkArguments } from './check-arguments.ts';
import { checkHooks } from './check-hooks.ts';
import { checkLoop } from './check-loop.ts';

/**
 * Checks the template of a call, and returns it. Without arguments, its inputs get placeholders.
 */
export type VisitCall = (call: CallFields, given?: ArgumentFields) => TemplateFields | undefined;

/** What the check of steps or tasks needs besides the template. */
export interface CallerContext {
  readonly label: string;
  /** The names that the template can use. Gets those of its calls. */
  readonly names: Set<string>;
  /** The names that all templates can use. Gets the global outputs of the calls. */
  readonly globals: Set<string>;
  readonly visit: VisitCall;
}

/**
 * Checks the steps of a template. See docs/semantics/validation.md#steps.
 *
 * @throws SpecProblem `templates.T.steps[0].name is required`, for example
 */
export function checkSteps(template: TemplateFields, context: CallerContext): void {
  const seen = new Set<string>();
  for (const [index, group] of (template.steps ?? []).entries()) {
    for (const step of group) {
      const place = `${context.label}.steps[${index}]`;
      checkStepName(step.name, seen, place);
      checkStep(step, `${place}.${step.name}`, context);
    }
  }
}

function checkStepName(name: string, seen: Set<string>, place: string): void {
  if (!name) throw new SpecProblem(`${place}.name is required`);
  if (seen.has(name)) throw new SpecProblem(`${place}.name '${name}' is not unique`);
  const fault = findCallNameFault(name);
  if (fault !== undefined) throw new SpecProblem(`${place}.name '${name}' is invalid: ${fault}`);
  seen.add(name);
}

function checkStep(step: CallFields, place: string, context: CallerContext): void {
  const { label, names, globals, visit } = context;
  const prefix = `steps.${step.name}`;
  names.add(`${prefix}.status`);
  withPrefix(`${place} `, () => checkLoop(step));
  addItemNames(names, step);
  checkArguments(step.arguments, `${place}.arguments.`);
  const called = withPrefix(`${place} `, () => visit(step));
  if (step.hooks?.exit || step.onExit) addCallNames(names, globals, prefix, called);
  checkHooks(step.hooks, place);
  const known = namesOver(namesOver(globals, names), inlineNames(step));
  checkVariables(goJson(step), known, `${label}.steps`);
  addCallNames(names, globals, prefix, called, { aggregated: isAggregated(step) });
  withPrefix(`${place} `, () => visit(step, step.arguments ?? {}));
}
