import { createRequire } from 'node:module';
import type { CallSite } from '../../ir/call-site.ts';
import { locate } from '../../ir/call-site.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { findFunctionSource } from '../../source/function-source.ts';
import type { AnyFunction, Expression } from './syntax.ts';
import { unwrap } from './syntax.ts';
import { type FormulaErrors, formulaErrors } from './syntax-error.ts';

/** A parsed function, with a factory for errors about its parts. */
export interface ParsedFunction {
  readonly parsed: AnyFunction;
  readonly errors: FormulaErrors;
}

/** A function, and the place where it was passed. */
interface Given {
  readonly run: (...values: never[]) => unknown;
  readonly site: CallSite;
  /** What to do instead of computing a value in a component. */
  readonly instead?: string | undefined;
}

/**
 * Parses a function, from the user's source if it is known.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`
 */
export function parseFunction({ run, site, instead }: Given): ParsedFunction {
  const source = findFunctionSource(run);
  const text = `(${source?.text ?? String(run)})`;
  const parsed = tryParse(text);
  if (parsed === undefined) {
    const shown = text.slice(1, -1).replace(/\s+/g, ' ');
    throw new PipelineError(
      'PIPELINE_UNSUPPORTED_SYNTAX',
      `\`${shown.length > 60 ? `${shown.slice(0, 57)}...` : shown}\` cannot become an Argo expression. Write an arrow function such as (a, b) => a > b.`,
      {
        location:
          source === undefined
            ? locate(site)
            : { file: source.file, line: source.line, column: source.column },
      },
    );
  }
  return { parsed, errors: formulaErrors(site, text, source, instead) };
}

/** Returns the parser, which is only loaded for pipelines that need it. */
function loadParser(): typeof import('@babel/parser') {
  return createRequire(import.meta.url)('@babel/parser') as typeof import('@babel/parser');
}

function tryParse(text: string): AnyFunction | undefined {
  try {
    // With this plugin, the parser returns ESTree nodes, but its types do not say so.
    const tree = loadParser().parseExpression(text, {
      plugins: ['typescript', 'estree'],
    }) as Expression;
    const parsed = unwrap(tree);
    const isFunction = parsed.type === 'ArrowFunctionExpression' || parsed.type === 'FunctionExpression';
    return isFunction && !parsed.async && !parsed.generator ? parsed : undefined;
  } catch {
    // The caller reports that it is not a function that can be translated.
    return undefined;
  }
}
