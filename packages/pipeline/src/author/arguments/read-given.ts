import type { CallSite } from '../../ir/call-site.ts';
import type { Scope, Source } from '../../ir/graph.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { findBranch } from '../handles/branch-handle.ts';
import { findSource } from '../handles/handle.ts';
import { assertUsable } from '../operands/assert-visible.ts';
import { combineParts, holdsOutputs } from './literal-parts.ts';

/** Where a given value is used. */
export interface GivenPlace {
  readonly scope: Scope;
  readonly site: CallSite;
  /** What takes the value, for messages: `or(...)`. */
  readonly what: string;
}

/**
 * Returns the source of a value that is an output, a constant, or a list or object of both.
 *
 * @throws PipelineError `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_NO_RESULT`, `PIPELINE_BRANCH_AS_VALUE`, `PIPELINE_UNSUPPORTED_VALUE`
 */
export function readGiven(value: unknown, { scope, site, what }: GivenPlace): Source {
  const source = findSource(value);
  if (source !== undefined) {
    assertUsable(source, scope);
    return source;
  }
  if (findBranch(value) !== undefined) {
    throw new PipelineError(
      'PIPELINE_BRANCH_AS_VALUE',
      `${what} got a branch that may not run. Add otherwise(...) or or(...) to the branch, and use what it returns.`,
    );
  }
  if (!holdsOutputs(value)) return { kind: 'literal', scope: undefined, text: encodeValue(value) };
  return combineParts(value, { schema: {}, site, scope });
}
