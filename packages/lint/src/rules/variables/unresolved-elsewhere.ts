import type { JsonPath } from '@tiphys/models/facts';
import { checkedTemplate, ownInputs } from '../../scope/checked-template.ts';
import { isChecked } from '../../scope/find-fault.ts';
import { collectGlobals } from '../../scope/globals.ts';
import { type PlacedTag, placedTags } from '../../scope/tag-walk.ts';
import type { Arguments } from '../../view/argument-fields.ts';
import type { Catalogue } from '../../view/catalogue.ts';
import type { Subject } from '../../view/subject.ts';
import { isLeaf, type TemplateView } from '../../view/template-view.ts';
import type { Finding, Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** A WorkflowTemplate may use parameters that only its callers have, so every caller must have them. */
export const unresolvedElsewhere: Rule = {
  id: 'variables/unresolved-elsewhere',
  severity: 'error',
  summary: 'A workflow has all variables that the templates of other objects need from it.',
  *check(subject, catalogue) {
    const globals = collectGlobals(subject, catalogue);
    const reported = new Set<string>();
    for (const visit of foreignVisits(subject, catalogue)) {
      for (const { tag, isOpen, ignoredByArgo } of tagsOf(visit)) {
        const { path, view } = visit;
        if (isOpen || !tag.startsWith('workflow.') || !isChecked(tag) || globals.has(tag, view)) continue;
        const key = JSON.stringify([view.path, tag]);
        if (!reported.has(key)) yield { path, part: 'key', ignoredByArgo, message: messageOf(view, tag) };
        reported.add(key);
      }
    }
  },
};

function messageOf(view: TemplateView, tag: string): Finding['message'] {
  return `${capital(view.title)} of another object uses {{${tag}}}, which does not exist here.`;
}

/** A call of a template of another object. */
interface Visit {
  /** The place in this object from which the call comes. */
  readonly path: JsonPath;
  readonly view: TemplateView;
  readonly home: Subject;
  /** The arguments of the call; `nobody` where Argo checks a template that nobody calls. */
  readonly given: Arguments | 'nobody' | undefined;
  /** The arguments that Argo checks the template with; undefined where it fills in all inputs itself. */
  readonly checkedWith: Arguments | undefined;
  readonly isFirst: boolean;
}

interface VisitedTag extends PlacedTag {
  readonly ignoredByArgo: boolean;
}

function* tagsOf({ view, given, checkedWith, isFirst }: Visit): Generator<VisitedTag> {
  const { template, path } = view;
  if (isFirst) {
    for (const tag of placedTags(checkedParts(view, checkedWith), path))
      yield { ...tag, ignoredByArgo: false };
  }
  if (!isLeaf(view) || given === 'nobody') return;
  for (const tag of placedTags(ownInputs(template, given), path)) yield { ...tag, ignoredByArgo: true };
}

/** In a steps or dag template, Argo checks the calls and the outputs. */
function checkedParts(view: TemplateView, given: Arguments | undefined): unknown {
  if (view.type !== 'steps' && view.type !== 'dag') return checkedTemplate(view.template, given);
  return [view.calls.map(({ step }) => step), view.template.outputs];
}

/** Yields every call of a template of another object, with the first place from which it comes. */
function* foreignVisits(subject: Subject, catalogue: Catalogue): Generator<Visit> {
  const seen = new Set<TemplateView>(subject.allTemplates);
  for (const start of waysOut(subject, catalogue)) {
    const open = [start];
    for (let next = open.pop(); next; next = open.pop()) {
      const isFirst = !seen.has(next.view);
      seen.add(next.view);
      yield { ...next, isFirst };
      if (!isFirst) continue;
      for (const call of next.view.calls) {
        const target = catalogue.resolve(call, next.home);
        if (target.kind !== 'template') continue;
        const { template: view, home } = target;
        open.push({ path: next.path, view, home, given: call.step.arguments, checkedWith: undefined });
      }
    }
  }
}

function* waysOut(subject: Subject, catalogue: Catalogue): Generator<Omit<Visit, 'isFirst'>> {
  const origin = catalogue.findOrigin(subject);
  if (origin) yield* waysToOrigin(subject, origin, catalogue);
  for (const { calls } of subject.allTemplates) {
    for (const call of calls) {
      const target = catalogue.resolve(call, subject);
      if (target.kind !== 'template' || target.home === subject) continue;
      const { template: view, home } = target;
      const path = [...call.path, 'templateRef'];
      yield { path, view, home, given: call.step.arguments, checkedWith: undefined };
    }
  }
}

/** A workflow made from another object runs that object's entrypoint with its own arguments, and Argo checks all templates there. */
function* waysToOrigin(
  subject: Subject,
  origin: Subject,
  catalogue: Catalogue,
): Generator<Omit<Visit, 'isFirst'>> {
  const path = [...subject.specPath, 'workflowTemplateRef'];
  const entrypoint = catalogue.resolveEntrypoint(subject);
  const given = subject.spec?.arguments ?? {};
  for (const view of origin.templates) {
    const isEntrypoint = entrypoint.kind === 'template' && entrypoint.template === view;
    if (isEntrypoint) yield { path, view, home: origin, given, checkedWith: given };
    else yield { path, view, home: origin, given: 'nobody', checkedWith: undefined };
  }
}
