import type { JsonPath } from '@tiphys/models/facts';
import type { Subject } from './subject.ts';
import type { TemplateView } from './template-view.ts';

const firsts = new WeakMap<Subject, TemplateView>();

/**
 * Tells whether a path is in an inline template that Argo does not check. Its linter remembers by name which templates it has checked,
 * and all inline templates have the same, empty name.
 */
export function isInUncheckedInline(subject: Subject, path: JsonPath): boolean {
  const end = path.lastIndexOf('inline');
  if (end === -1) return false;
  let first = firsts.get(subject);
  if (!first) {
    first = findFirstInline(subject);
    if (!first) return false;
    firsts.set(subject, first);
  }
  const inner = path.slice(0, end + 1);
  return inner.length !== first.path.length || inner.some((step, index) => step !== first.path[index]);
}

/** Follows calls in the order of Argo: from the entrypoint, then from the exit handler, then from every template. */
function findFirstInline({ spec, templates, templatesByName }: Subject): TemplateView | undefined {
  const seen = new Set<TemplateView>();
  const starts = [
    templatesByName.get(spec?.entrypoint ?? ''),
    templatesByName.get(spec?.onExit ?? ''),
    ...templates,
  ];
  const open = starts.filter((view) => view !== undefined).reverse();
  for (let view = open.pop(); view; view = open.pop()) {
    if (view.isInline) return view;
    if (seen.has(view)) continue;
    seen.add(view);
    for (const { step, inline } of [...view.calls].reverse()) {
      const called = inline ?? (step.templateRef ? undefined : templatesByName.get(step.template ?? ''));
      if (called) open.push(called);
    }
  }
  return undefined;
}
