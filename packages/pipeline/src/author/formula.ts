import type { ExpressionNode } from '@tiphys/expression';
import type { OutputHandle } from '../output.ts';
import { PipelineError } from '../pipeline-error.ts';
import type { CallSite } from '../trace/call-site.ts';
import { findSource } from '../trace/handle.ts';
import { schemaOf } from '../trace/schema-of.ts';
import type { Scope } from '../trace/scope.ts';
import type { ExpressionSource, Formula, Source } from '../trace/source.ts';
import { assertUsable } from './assert-visible.ts';

/** The types of the values behind a list of outputs. */
export type ValuesOf<TInputs> = {
  readonly [K in keyof TInputs]: TInputs[K] extends OutputHandle<infer T> ? T : never;
};

/** Returns the formula of a function over outputs. */
export function createFormula(
  inputs: readonly OutputHandle<unknown>[],
  body: Formula['body'],
  place: { readonly scope: Scope; readonly site: CallSite },
): Formula {
  const sources = inputs.map((input) => {
    const source = findSource(input);
    if (source === undefined) {
      throw new PipelineError('PIPELINE_NOT_AN_OUTPUT', {
        message:
          'The list before the function holds something that is no output. List outputs only; constants go into the function.',
      });
    }
    assertUsable(source, place.scope);
    return source;
  });
  return { inputs: sources, body, site: place.site, schema: {} };
}

/** Returns the formula that gives a source's value unchanged. */
export function identityFormula(source: Source, site: CallSite): Formula {
  if (source.kind === 'expression') return source.formula;
  return { inputs: [source], body: operandNode(0), site, schema: schemaOf(source) };
}

/** Returns the source of a computed value; it belongs where the innermost of its inputs belongs. */
export function expressionSource(formula: Formula): ExpressionSource {
  let scope: Scope | undefined;
  for (const { scope: other } of formula.inputs) {
    if (other !== undefined && (scope === undefined || other.depth > scope.depth)) scope = other;
  }
  return { kind: 'expression', scope, formula };
}

/** Returns the node that stands for input `index` of a formula; its name tells whether Argo computes the input in the same expression. */
export function operandNode(index: number, isComputed = false): ExpressionNode {
  return { kind: 'identifier', name: `$${index}${isComputed ? 'c' : ''}` };
}
