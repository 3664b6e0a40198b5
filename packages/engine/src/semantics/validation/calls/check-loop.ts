import type { CallFields } from '../../../manifest/fields.ts';
import { SpecProblem } from '../spec-problem.ts';

/**
 * Checks that a step or task loops over one thing only.
 *
 * @throws SpecProblem `only one of withItems, withParam, withSequence can be specified`, for example
 */
export function checkLoop({ withItems, withParam, withSequence }: CallFields): void {
  const loops = [Boolean(withItems?.length), Boolean(withParam), withSequence !== undefined];
  if (loops.filter(Boolean).length > 1) {
    throw new SpecProblem('only one of withItems, withParam, withSequence can be specified');
  }
  if (withSequence?.count !== undefined && withSequence.end !== undefined) {
    throw new SpecProblem('only one of count or end can be defined in withSequence');
  }
}
