import { type CallSite, locate } from '../../ir/call-site.ts';
import { variableOf } from '../../ir/describe-source.ts';
import type { Source } from '../../ir/graph.ts';
import { type JsonKind, kindOfValue, kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { routeOf } from '../../ir/outputs/route-of.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { findSource } from '../handles/handle.ts';
import { nameKinds, testOf } from './test-of.ts';

/** The call that the operands belong to. */
export interface OperandPlace {
  /** Name of the function: `not`. */
  readonly called: string;
  readonly site: CallSite;
}

/**
 * Checks that an operand is a boolean, if its type is known.
 *
 * @throws PipelineError `PIPELINE_NOT_A_BOOLEAN`
 */
export function assertBoolean(operand: unknown, { called, site }: OperandPlace): void {
  const source = findSource(operand);
  if (source === undefined) {
    if (typeof operand === 'boolean') return;
    throw notBoolean(
      `${called}(...) takes booleans, but got ${nameKinds(new Set([kindOfValue(operand)]))}.`,
      site,
    );
  }
  const found = testOf(source, called === 'not');
  if (found === undefined) return;
  throw notBoolean(
    `${called}(...) takes booleans, but the output is ${found.what}. ${adviseTest(source, found.test, called)}`,
    site,
  );
}

function adviseTest(source: Source, test: string | undefined, called: string): string {
  if (test === undefined) return 'Test it inside a component.';
  const start = `([${variableOf(source)}], ${test}`;
  return called === 'and' || called === 'or'
    ? `Write expr${start}) as an operand of ${called}.`
    : `Write when${start}, () => { ... }).`;
}

/**
 * Checks that there is at least one operand, and that the operands are booleans, if their types are known.
 *
 * @throws PipelineError `PIPELINE_NOT_A_BOOLEAN`
 */
export function assertBooleans(operands: readonly unknown[], place: OperandPlace): void {
  if (operands.length === 0)
    throw notBoolean(`${place.called}(...) needs at least one condition.`, place.site);
  for (const operand of operands) assertBoolean(operand, place);
}

/**
 * Checks that both operands are numbers or both are strings, if their types are known.
 *
 * @throws PipelineError `PIPELINE_NOT_COMPARABLE`
 */
export function assertOrdered(operands: readonly unknown[], { called, site }: OperandPlace): void {
  const kinds = operands.map(kindsOf).filter((one) => one !== undefined);
  const all = new Set(kinds.flatMap((one) => [...one]));
  if (all.size === 0 || (all.size === 1 && (all.has('number') || all.has('string')))) return;
  const given = kinds.map(nameKinds).join(' and ');
  throw new PipelineError(
    'PIPELINE_NOT_COMPARABLE',
    `${called}(...) compares two numbers or two strings, but got ${given}. Convert the values first, as in expr([value], (value) => Number(value)), or compare inside a component.`,
    { location: locate(site) },
  );
}

function kindsOf(operand: unknown): ReadonlySet<JsonKind> | undefined {
  const source = findSource(operand);
  if (source === undefined) return new Set([kindOfValue(operand)]);
  return routeOf(source) === 'file' ? new Set(['object']) : kindsOfSchema(schemaOf(source));
}

function notBoolean(message: string, site: CallSite): PipelineError {
  return new PipelineError('PIPELINE_NOT_A_BOOLEAN', message, { location: locate(site) });
}
