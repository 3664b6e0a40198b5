import { compilePattern } from '@tiphys/go';
import { ExpressionError } from '../expression-error.ts';
import { printGoValue } from '../values/print-value.ts';
import { readWhenTokens } from './when-lexer.ts';
import { planWhen } from './when-plan.ts';
import { runStage } from './when-stage.ts';
import { checkBalance, checkSyntax, type WhenToken } from './when-token.ts';

/** Compiles the right sides of `=~` before anything runs, as the library does. */
function compilePatterns(tokens: readonly WhenToken[]): readonly WhenToken[] {
  return tokens.map((token, index) => {
    const before = tokens[index - 1];
    const isPattern = before?.kind === 'COMPARATOR' && (before.value === '=~' || before.value === '!~');
    if (!isPattern || token.kind !== 'STRING') return token;
    return { kind: 'PATTERN', value: compilePattern(String(token.value)) };
  });
}

function attempt<T>(prefix: string, text: string, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const hint = reason.includes('Invalid token') && prefix.startsWith('Invalid');
    const advice = hint ? ' (hint: try wrapping the affected expression in quotes ("))' : '';
    throw new ExpressionError('EXPRESSION_WHEN', `${prefix} '${text}': ${reason}${advice}`, { cause });
  }
}

/**
 * Evaluates a `when` condition with substituted tags. Bare words are strings. An empty text is true.
 *
 * @throws {ExpressionError} `EXPRESSION_WHEN`, with Argo's message, if the text is not a valid condition or not a boolean
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/
 * @example
 * ```ts
 * evaluateWhen('heads == heads && 3 > 2'); // => true
 * ```
 */
export function evaluateWhen(text: string): boolean {
  if (text === '') return true;
  const read = attempt("Invalid 'when' expression", text, () => {
    const tokens = readWhenTokens(text);
    checkSyntax(tokens);
    return compilePatterns(tokens);
  });
  const stage = attempt("Failed to parse 'when' expression", text, () => {
    const tokens = read.map(
      (token): WhenToken => (token.kind === 'VARIABLE' ? { ...token, kind: 'STRING' } : token),
    );
    checkBalance(tokens);
    checkSyntax(tokens);
    return planWhen(compilePatterns(tokens));
  });
  return asBoolean(
    attempt("Failed to evaluate 'when' expresion", text, () => runStage(stage)),
    text,
  );
}

/**
 * Evaluates a condition without the rule that bare words are strings, as the `when` of a CronWorkflow is evaluated. An empty text is true.
 *
 * @throws {ExpressionError} `EXPRESSION_WHEN`, with Argo's message, if the text is not a valid condition or not a boolean
 * @see https://argo-workflows.readthedocs.io/en/latest/cron-workflows/
 * @example
 * ```ts
 * evaluateCondition("3 > 2 && 'a' == 'a'"); // => true
 * ```
 */
export function evaluateCondition(text: string): boolean {
  if (text === '') return true;
  let value: unknown;
  try {
    const tokens = readWhenTokens(text);
    checkBalance(tokens);
    checkSyntax(tokens);
    value = runStage(planWhen(compilePatterns(tokens)));
  } catch (cause) {
    throw new ExpressionError('EXPRESSION_WHEN', cause instanceof Error ? cause.message : String(cause), {
      cause,
    });
  }
  return asBoolean(value, text);
}

function asBoolean(value: unknown, text: string): boolean {
  if (typeof value === 'boolean') return value;
  const message = `Expected boolean evaluation for '${text}'. Got ${printGoValue(value)}`;
  throw new ExpressionError('EXPRESSION_WHEN', message);
}
