import type { ExpressionNode } from '@tiphys/expression';
import { binary } from '../../expression/tree/expression-nodes.ts';
import type { CallSite } from '../../ir/call-site.ts';
import type { Formula, Source } from '../../ir/graph.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { literalNode } from '../../ir/json/literal-node.ts';
import { operandNode } from '../../ir/operand.ts';
import { schemaOf } from '../../ir/outputs/schema-of.ts';

/** Returns the formula that tells whether a value is the one of a key. */
export function caseFormula(
  subject: Source,
  key: string,
  { site, verify }: { readonly site: CallSite; readonly verify: (() => void) | undefined },
): Formula {
  return {
    inputs: [subject],
    // The type of a computed value is only known after its function has been translated.
    get body(): ExpressionNode {
      const operand = operandNode(0, subject.kind === 'expression');
      const tests = valuesOf(key, subject).map((value) => binary('==', operand, literalNode(value)));
      return tests.reduce((left, right) => binary('||', left, right));
    },
    site,
    schema: { type: 'boolean' },
    ...(verify === undefined ? {} : { verify }),
  };
}

/** Returns the values whose key is a text: `1` is the key of the number and of the string. */
function valuesOf(key: string, subject: Source): readonly (string | number | boolean)[] {
  const kinds = kindsOfSchema(schemaOf(subject));
  const values: (string | number | boolean)[] = [];
  if (
    kinds?.has('number') !== false &&
    key !== '' &&
    String(Number(key)) === key &&
    Number.isFinite(Number(key))
  )
    values.push(Number(key));
  if (kinds?.has('boolean') !== false && (key === 'true' || key === 'false')) values.push(key === 'true');
  if (kinds?.has('string') !== false || values.length === 0) values.push(key);
  return values;
}
