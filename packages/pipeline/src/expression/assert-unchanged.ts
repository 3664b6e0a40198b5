import type { ArrowFunction } from '../ir/arrow-function.ts';
import { locate } from '../ir/call-site.ts';
import { type Constant, isSameConstant } from '../ir/constant.ts';
import { PipelineError } from '../pipeline-error.ts';
import { findFunctionSource } from '../source/function-source.ts';

/**
 * Checks that the variables that a function uses still have the values that were copied when it was passed.
 *
 * @throws PipelineError `PIPELINE_CAPTURED_VARIABLE`
 */
export function assertUnchanged({ run, site, constants }: ArrowFunction, used: ReadonlySet<string>): void {
  const { captured } = constants;
  if (captured === undefined || used.size === 0) return;
  const now = constants.readAgain();
  for (const [name, before] of captured) {
    const after = now?.get(name);
    if (!used.has(name) || after === undefined || isSameConstant(before, after)) continue;
    const source = findFunctionSource(run);
    throw new PipelineError(
      'PIPELINE_CAPTURED_VARIABLE',
      `\`${name}\` changed after a function that uses it was passed: ${show(before)} became ${show(after)}. The function keeps the first value, which JavaScript would not. Copy the variable into a const before the call, and use that.`,
      {
        location:
          source === undefined
            ? locate(site)
            : { file: source.file, line: source.line, column: source.column },
      },
    );
  }
}

function show(constant: Constant): string {
  switch (constant.kind) {
    case 'plain':
      return typeof constant.value === 'string'
        ? shorten(JSON.stringify(constant.value))
        : String(constant.value);
    case 'list':
      return `a list of ${constant.items.length}`;
    case 'object':
      return 'an object';
    case 'refused':
      return constant.what;
  }
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
