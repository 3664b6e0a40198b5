import type { Issue } from '../report/issue.ts';
import type { Rule } from '../rules/rule.ts';
import { wrongType } from '../rules/structure/wrong-type.ts';

/** Leaves out what another rule says better of the same place. */
export function* oncePerCause(found: readonly Issue[], active: readonly Rule[]): Generator<Issue> {
  const yielding = new Map(active.map(({ id, yieldsTo = [] }) => [id, yieldsTo]));
  const better = new Set([...yielding.values()].flat());
  const places = new Set(
    found.filter(({ rule }) => better.has(rule)).map(({ rule, path }) => `${rule} ${path}`),
  );
  // A value of the wrong type is not what its author meant, so nothing else about it is worth an issue.
  const misread = new Set(found.filter(({ rule }) => rule === wrongType.id).map(({ path }) => path));
  for (const issue of found) {
    if (issue.rule !== wrongType.id && misread.has(issue.path)) continue;
    if (!yielding.get(issue.rule)?.some((rule) => places.has(`${rule} ${issue.path}`))) yield issue;
  }
}
