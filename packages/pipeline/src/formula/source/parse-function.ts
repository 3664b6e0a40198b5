import { parseExpression } from '@babel/parser';
import { PipelineError } from '../../pipeline-error.ts';
import { findFunctionSource } from '../../source/function-source.ts';
import { locate } from '../../trace/call-site.ts';
import type { Formula } from '../../trace/source.ts';
import type { AnyFunction, Expression } from './syntax.ts';
import { unwrap } from './syntax.ts';
import { type FormulaErrors, formulaErrors } from './syntax-error.ts';

/** A function that was read, and what makes errors about its parts. */
export interface ParsedFunction {
  readonly parsed: AnyFunction;
  readonly errors: FormulaErrors;
}

/**
 * Returns the syntax tree of a formula's function: of the text that the user wrote where it is known.
 *
 * @throws PipelineError `PIPELINE_UNSUPPORTED_SYNTAX`
 */
export function parseFunction(formula: Formula): ParsedFunction {
  const source = findFunctionSource(formula.body);
  const text = `(${source?.text ?? String(formula.body)})`;
  const parsed = tryParse(text);
  if (parsed === undefined) {
    const shown = text.slice(1, -1).replace(/\s+/g, ' ');
    throw new PipelineError('PIPELINE_UNSUPPORTED_SYNTAX', {
      message: `\`${shown.length > 60 ? `${shown.slice(0, 57)}...` : shown}\` cannot become an expression of Argo. Write an arrow function such as (a, b) => a > b.`,
      location:
        source === undefined
          ? locate(formula.site)
          : { file: source.file, line: source.line, column: source.column },
    });
  }
  return { parsed, errors: formulaErrors(formula, text, source) };
}

function tryParse(text: string): AnyFunction | undefined {
  try {
    // With this plugin the parser gives nodes of ESTree, which its types do not say.
    const tree = parseExpression(text, { plugins: ['typescript', 'estree'] }) as unknown as Expression;
    const parsed = unwrap(tree);
    const isFunction = parsed.type === 'ArrowFunctionExpression' || parsed.type === 'FunctionExpression';
    return isFunction && !parsed.async && !parsed.generator ? parsed : undefined;
  } catch {
    // What cannot be parsed is not a function that could be translated: the caller says so.
    return undefined;
  }
}
