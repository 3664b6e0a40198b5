import { collectGlobals } from '../../globals.ts';
import type { Finding, Rule } from '../../rule.ts';
import { findFault, type Place } from '../../scope.ts';
import { suggest } from '../../suggestion.ts';
import { type PlacedTag, placedTags } from '../../tag-walk.ts';

/** @see https://argo-workflows.readthedocs.io/en/latest/variables/ */
export const unresolvedVariable: Rule = {
  id: 'variables/unresolved',
  severity: 'error',
  summary: 'Every simple tag names a variable that is known in its place.',
  *check(subject, catalogue) {
    const globals = collectGlobals(subject, catalogue);
    for (const view of subject.allTemplates) {
      const place: Place = { view, home: subject, globals, catalogue };
      if (view.type !== 'steps' && view.type !== 'dag') {
        yield* check(placedTags(view.template, view.path), place);
        continue;
      }
      for (const call of view.calls)
        yield* check(placedTags(withoutInline(call.step), call.path), { ...place, call });
      yield* check(placedTags(view.template.outputs, [...view.path, 'outputs']), place);
    }
  },
};

function withoutInline<T extends { readonly inline?: unknown }>(step: T): Omit<T, 'inline'> {
  const { inline: _, ...rest } = step;
  return rest;
}

function* check(tags: readonly PlacedTag[], place: Place): Generator<Finding> {
  for (const { tag, path } of tags) {
    const found = findFault(tag, place);
    if (found)
      yield {
        path,
        message: `{{${tag}}} has no value: ${found.message}.`,
        ...suggest(found.name, found.known),
      };
  }
}
