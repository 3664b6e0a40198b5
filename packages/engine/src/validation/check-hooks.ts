import type { HookFields } from '../manifest/fields.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Checks that every hook but the exit handler says when it runs. Argo checks this for workflows and steps, not for tasks.
 *
 * @throws SpecProblem `hooks.h Expression required`
 */
export function checkHooks(hooks: Readonly<Record<string, HookFields>> | undefined, label: string): void {
  for (const [name, { expression }] of Object.entries(hooks ?? {})) {
    if (name !== 'exit' && !expression) throw new SpecProblem(`${label}.${name} Expression required`);
  }
}
