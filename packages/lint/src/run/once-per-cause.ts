import type { Issue } from '../report/issue.ts';
import type { Rule } from '../rules/rule.ts';

/** Returns the issues of an object without those about a place that another rule describes better. */
export function* oncePerCause(found: readonly Issue[], active: readonly Rule[]): Generator<Issue> {
  const rules = new Map(active.map((rule) => [rule.id, rule]));
  const better = new Set(active.flatMap(({ yieldsTo = [] }) => yieldsTo));
  const places = new Set(
    found.filter(({ rule }) => better.has(rule)).map(({ rule, path }) => `${rule} ${path}`),
  );
  const hiding = new Set(active.filter(({ hidesOthers }) => hidesOthers).map(({ id }) => id));
  const hidden = new Set(found.filter(({ rule }) => hiding.has(rule)).map(({ path }) => path));
  for (const issue of found) {
    if (hidden.has(issue.path) && !hiding.has(issue.rule)) continue;
    const { yieldsTo = [] } = rules.get(issue.rule) ?? {};
    if (!yieldsTo.some((rule) => places.has(`${rule} ${issue.path}`))) yield issue;
  }
}
