import type { HookFields } from '../../../manifest/fields.ts';
import { SpecProblem } from '../spec-problem.ts';

/**
 * Checks that every hook except the exit handler has an expression. Argo checks workflows and steps, but not tasks.
 *
 * @throws SpecProblem `hooks.h Expression required`
 */
export function checkHooks(hooks: Readonly<Record<string, HookFields>> | undefined, label: string): void {
  for (const [name, { expression }] of Object.entries(hooks ?? {})) {
    if (name !== 'exit' && !expression) throw new SpecProblem(`${label}.${name} Expression required`);
  }
}
