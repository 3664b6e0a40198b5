import type { Node } from 'acorn';
import { PipelineError } from '../pipeline-error.ts';
import { locate } from '../trace/call-site.ts';
import type { Formula } from '../trace/source.ts';

/** Makes errors about a part of an arrow function. */
export interface FormulaErrors {
  /** Returns an error about a part of the function. */
  at(code: string, part: Node, message: string): PipelineError;
}

/** Returns what makes the errors of a formula: with the text of the part and the place of the call. */
export function formulaErrors(formula: Formula, text: string): FormulaErrors {
  return {
    at(code, part, message) {
      const shown = text.slice(part.start, part.end).replace(/\s+/g, ' ');
      const short = shown.length > 80 ? `${shown.slice(0, 77)}...` : shown;
      return new PipelineError(code, {
        message: `In \`${short}\`: ${message}`,
        location: locate(formula.site),
      });
    },
  };
}
