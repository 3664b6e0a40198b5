import type { Call, TemplateView } from './template-view.ts';

/** Tells whether a task waits, directly or not, for the task of that name. Looks at the nearest first. */
export function isAncestor(view: TemplateView, call: Call, name: string): boolean {
  const seen = new Set<Call>();
  let level: readonly Call[] = [call];
  while (level.length > 0) {
    const next: Call[] = [];
    for (const { dependencies } of level) {
      for (const { task } of dependencies) {
        if (task === name) return true;
        const other = view.callsByName.get(task);
        if (!other || seen.has(other)) continue;
        seen.add(other);
        next.push(other);
      }
    }
    level = next;
  }
  return false;
}
