import { formatPath } from '@tiphys/models/facts';
import { checkedTemplate, ownInputs } from '../../scope/checked-template.ts';
import { findFault } from '../../scope/find-fault.ts';
import { collectGlobals, type Globals } from '../../scope/globals.ts';
import type { Place } from '../../scope/place.ts';
import { type PlacedTag, placedTags } from '../../scope/tag-walk.ts';
import type { Catalogue } from '../../view/catalogue.ts';
import type { Subject } from '../../view/subject.ts';
import { type Call, isLeaf, type TemplateView } from '../../view/template-view.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/**
 * A tag in an inline template must have a value in the template around it, too.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/
 */
export const unresolvedVariable: Rule = {
  id: 'variables/unresolved',
  severity: 'error',
  summary: 'Every simple tag names a variable that has a value there.',
  *check(subject, catalogue) {
    const seen = new Set<string>();
    for (const finding of findAll(subject, catalogue)) {
      const key = `${formatPath(finding.path)} ${finding.tag}`;
      if (!seen.has(key)) yield finding;
      seen.add(key);
    }
  },
};

/** What is wrong with a tag. */
interface TagFinding extends Finding {
  readonly tag: string;
}

function* findAll(subject: Subject, catalogue: Catalogue): Generator<TagFinding> {
  const globals = collectGlobals(subject, catalogue);
  for (const view of subject.allTemplates) {
    yield* checkTemplate(view, { view, home: subject, globals, catalogue });
  }
  for (const view of subject.allTemplates) {
    for (const call of view.calls) yield* checkOwnInputs(call, { subject, globals, catalogue });
  }
}

interface Search {
  readonly subject: Subject;
  readonly globals: Globals;
  readonly catalogue: Catalogue;
}

/** Argo fills in all inputs when it checks a template. An input that a call does not pass keeps its own value, with its tags. */
function* checkOwnInputs(call: Call, { subject, globals, catalogue }: Search): Generator<TagFinding> {
  const target = catalogue.resolve(call, subject);
  if (target.kind !== 'template' || target.home !== subject || !isLeaf(target.template)) return;
  const view = target.template;
  const own = ownInputs(view.template, call.step.arguments);
  for (const finding of check(placedTags(own, [...view.path, 'inputs']), {
    view,
    home: subject,
    globals,
    catalogue,
  })) {
    yield { ...finding, ignoredByArgo: true };
  }
}

function* checkTemplate(view: TemplateView, place: Place): Generator<TagFinding> {
  if (view.type !== 'steps' && view.type !== 'dag') {
    yield* check(placedTags(checkedTemplate(view.template, view.given), view.path), place);
    return;
  }
  for (const call of view.calls) {
    const { inline, ...step } = call.step;
    yield* check(placedTags(step, call.path), { ...place, call });
    for (const finding of check(placedTags(inline, [...call.path, 'inline']), { ...place, call })) {
      yield {
        ...finding,
        ...OUTSIDE,
        message: `${finding.message} Argo also looks for it in the template around the inline one.`,
      };
    }
  }
  yield* check(placedTags(view.template.dag?.target, [...view.path, 'dag', 'target']), place);
  yield* check(placedTags(view.template.outputs, [...view.path, 'outputs']), place);
}

const OUTSIDE = {
  ignoredByArgo: false,
  suggestion: 'Give the template a name, or write the tag as an expression, {{=...}}.',
} as const;

function* check(tags: readonly PlacedTag[], place: Place): Generator<TagFinding> {
  for (const { tag, path, isOpen } of tags) {
    if (isOpen) continue;
    const found = findFault(tag, place);
    if (found)
      yield {
        tag,
        path,
        message: `{{${tag}}} has no value: ${found.message}.`,
        ...suggest(found.name, found.known),
      };
  }
}
