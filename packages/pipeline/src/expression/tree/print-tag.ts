import { type ExpressionNode, printExpression } from '@tiphys/expression/language';

/** Returns a tag that Argo replaces by a parameter or an artifact. */
export function referenceTag(path: readonly string[]): string {
  return `{{${path.join('.')}}}`;
}

/** Returns a tag that Argo replaces by the value of an expression. */
export function printTag(node: ExpressionNode): string {
  const inner = printSafe(node);
  // A brace at the end would end the tag early.
  return `{{=${inner}${inner.endsWith('}') ? ' ' : ''}}}`;
}

/** Prints an expression without adjacent braces, which Argo would read as a tag. */
export function printSafe(node: ExpressionNode): string {
  const printed = printExpression(node);
  return printed.includes('{{') || printed.includes('}}') ? separateBraces(printed) : printed;
}

function separateBraces(printed: string): string {
  let result = '';
  let quote = '';
  for (let at = 0; at < printed.length; at += 1) {
    const character = printed.charAt(at);
    if (quote !== '' && character === '\\') {
      result += character + printed.charAt(at + 1);
      at += 1;
      continue;
    }
    if (character === '"' || character === "'")
      quote = quote === '' ? character : quote === character ? '' : quote;
    const doubled = (character === '{' || character === '}') && printed.charAt(at + 1) === character;
    const before = (character === '{' || character === '}') && printed.charAt(at - 1) === character;
    if (quote !== '' && (doubled || before)) result += character === '{' ? '\\x7b' : '\\x7d';
    else result += doubled ? `${character} ` : character;
  }
  return result;
}
