import type { JsonPath } from '@tiphys/workflow';
import type { Catalogue } from '../../catalogue.ts';
import { collectGlobals, type HomedTemplate } from '../../globals.ts';
import type { Rule } from '../../rule.ts';
import { isChecked } from '../../scope.ts';
import type { Subject } from '../../subject.ts';
import { placedTags } from '../../tag-walk.ts';
import type { TemplateView } from '../../template-view.ts';

/** A WorkflowTemplate may name parameters that only its callers have; whoever calls it must have them then. */
export const unresolvedElsewhere: Rule = {
  id: 'variables/unresolved-elsewhere',
  severity: 'error',
  summary:
    'The templates of other objects that a workflow uses find the variables of the workflow that they name.',
  *check(subject, catalogue) {
    const globals = collectGlobals(subject, catalogue);
    for (const { path, view } of foreignTemplates(subject, catalogue)) {
      for (const { tag, isOpen } of placedTags(view.template, view.path)) {
        if (isOpen || !tag.startsWith('workflow.') || !isChecked(tag) || globals.has(tag, view)) continue;
        yield {
          path,
          part: 'key',
          message: `${view.title.replace(/^./, (first) => first.toUpperCase())}, which this leads to, wants {{${tag}}}, and there is no such variable here.`,
        };
      }
    }
  },
};

/** Every template of another object that is used, with the place that leads to it first. */
function* foreignTemplates(
  subject: Subject,
  catalogue: Catalogue,
): Generator<{ readonly path: JsonPath; readonly view: TemplateView }> {
  const seen = new Set<TemplateView>(subject.allTemplates);
  for (const { path, start } of waysOut(subject, catalogue)) {
    const open = [start];
    for (let next = open.pop(); next; next = open.pop()) {
      if (seen.has(next.template)) continue;
      seen.add(next.template);
      yield { path, view: next.template };
      for (const call of next.template.calls) {
        const target = catalogue.resolve(call, next.home);
        if (target.kind === 'template') open.push(target);
      }
    }
  }
}

function* waysOut(
  subject: Subject,
  catalogue: Catalogue,
): Generator<{ readonly path: JsonPath; readonly start: HomedTemplate }> {
  const origin = catalogue.findOrigin(subject);
  const path = [...subject.specPath, 'workflowTemplateRef'];
  for (const template of origin?.templates ?? [])
    if (origin) yield { path, start: { template, home: origin } };
  for (const { calls } of subject.allTemplates) {
    for (const call of calls) {
      const target = catalogue.resolve(call, subject);
      if (target.kind === 'template' && target.home !== subject)
        yield { path: [...call.path, 'templateRef'], start: target };
    }
  }
}
