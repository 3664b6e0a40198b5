import type { SourceLocation } from '@tiphys/signature/model';
import { type CallSite, locate } from '../../ir/call-site.ts';
import { PipelineError } from '../../pipeline-error.ts';
import type { FunctionSource } from '../../source/function-source.ts';
import type { SyntaxNode } from './syntax.ts';

/** Creates errors about parts of a function. */
export interface FormulaErrors {
  /** Creates an error about a part of the function, with its text and location. */
  at(code: string, part: SyntaxNode, message: string): PipelineError;
}

/** Creates the error factory of a function that was passed at a place. The parsed text has one more character before the function. */
export function formulaErrors(
  site: CallSite,
  text: string,
  source: FunctionSource | undefined,
  instead?: string,
): FormulaErrors {
  return {
    at(code, part, message) {
      const shown = text.slice(part.start, part.end).replace(/\s+/g, ' ');
      const short = shown.length > 80 ? `${shown.slice(0, 77)}...` : shown;
      return new PipelineError(code, `In \`${short}\`: ${adviceIn(message, instead)}`, {
        location: source === undefined ? locate(site) : placeOf(part, source),
      });
    },
  };
}

/** Returns a message with other advice than a component, which cannot compute what a setting needs. */
function adviceIn(message: string, instead: string | undefined): string {
  if (instead === undefined) return message;
  return message.replace(', or compute it in a component', '').replace('Compute it in a component', instead);
}

function placeOf({ loc: { start } }: SyntaxNode, source: FunctionSource): SourceLocation {
  return {
    file: source.file,
    line: source.line + start.line - 1,
    column: start.line === 1 ? source.column + start.column - 1 : start.column + 1,
  };
}
