import { ExpressionError, parseExpression } from '@tiphys/expression/language';
import { expressionFields } from '../../scope/expression-fields.ts';
import { expressionTags } from '../../scope/tag-walk.ts';
import type { Finding, Rule } from '../rule.ts';

/** Argo's linter ignores expressions. At run time, an expression that cannot be parsed ends the workflow. */
export const expressionSyntax: Rule = {
  id: 'expressions/syntax',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'Every expression can be parsed.',
  *check({ spec, specPath, cron }) {
    for (const { text, path } of expressionTags(spec, specPath)) yield* check(text, path);
    for (const { text, path } of expressionFields(spec, specPath)) {
      if (!text.includes('{{')) yield* check(text, path);
    }
    const stop = cron?.stopStrategy?.expression;
    if (stop !== undefined) yield* check(stop, ['spec', 'stopStrategy', 'expression']);
  },
};

function* check(text: string, path: Finding['path']): Generator<Finding> {
  try {
    parseExpression(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    yield { path, message: `Expression cannot be parsed: ${firstLine(error.message)}.` };
  }
}

/** The other lines show the place in the text. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
