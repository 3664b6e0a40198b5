import type { ExpressionNode } from '@tiphys/expression';
import type { EnvVar } from '@tiphys/models';
import { binary, builtin, choice, fromJson, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag, referenceTag } from '../../expression/tree/print-tag.ts';
import type { ComponentInput } from '../../ir/component/component-descriptor.ts';
import { kindsOfSchema } from '../../ir/json/kinds-of.ts';

/** The variable with one brace. Kubernetes puts it into other variables, so that Argo never sees two braces in data. */
const BRACE: EnvVar = { name: 'BRACE', value: '{' };

/** Two braces in a text in which Kubernetes replaces variables. */
const BRACES = '$(BRACE)$(BRACE)';

/** Returns the name of the variable with the value of an input. */
export function inputVariable(name: string): string {
  return `IN_${name}`;
}

/** How the value of an input becomes text. */
type TextKind = 'plain' | 'string' | 'json' | 'unknown';

function textKindOf({ schema }: ComponentInput): TextKind {
  const kinds = kindsOfSchema(schema);
  if (kinds === undefined) return 'unknown';
  if (kinds.has('string')) return kinds.size === 1 ? 'string' : 'unknown';
  return kinds.has('object') || kinds.has('array') ? 'json' : 'plain';
}

/** Returns the variables with the values of inputs as texts: a string as it is, everything else as JSON. */
export function textVariables(inputs: readonly ComponentInput[], usesBraces = false): readonly EnvVar[] {
  const variables = inputs.map(
    (input): EnvVar => ({ name: inputVariable(input.name), value: textValue(input) }),
  );
  const needed = usesBraces || variables.some(({ value = '' }) => value.includes('BRACE'));
  return needed ? [BRACE, ...variables] : variables;
}

/** Returns the variables with the JSON texts of inputs. */
export function jsonVariables(inputs: readonly ComponentInput[]): readonly EnvVar[] {
  return inputs.map(({ name }) => ({
    name: inputVariable(name),
    value: printTag(doubleDollars(parameterNode(name))),
  }));
}

function textValue(input: ComponentInput): string {
  const value = parameterNode(input.name);
  switch (textKindOf(input)) {
    case 'plain':
      return referenceTag(['inputs', 'parameters', input.name]);
    case 'json':
      return printTag(doubleDollars(value));
    case 'string':
      return printTag(hideBraces(doubleDollars(fromJson(value))));
    case 'unknown': {
      // JSON text that starts with a quote is a string.
      const decoded = choice(binary('startsWith', value, text('"')), fromJson(value), value);
      return printTag(hideBraces(doubleDollars(decoded)));
    }
  }
}

function parameterNode(name: string): ExpressionNode {
  return pathNode(['inputs', 'parameters', name]);
}

/** Kubernetes replaces `$(NAME)` in the values of variables and turns `$$` into `$`. See docs/wire-format.md#raw-text. */
function doubleDollars(value: ExpressionNode): ExpressionNode {
  return builtin('replace', value, text('$'), text('$$'));
}

function hideBraces(value: ExpressionNode): ExpressionNode {
  return builtin('replace', value, text('{{'), text(BRACES));
}

/** Returns a constant text in which Argo finds no tags, for a field in which Kubernetes replaces variables. */
export function withoutTags(constant: string): string {
  return constant.replaceAll('{{', (_, at: number) =>
    needsDollar(constant.slice(0, at)) ? `$${BRACES}` : BRACES,
  );
}

/** Tells whether a text ends with a dollar sign that would escape a variable after it. */
export function needsDollar(before: string): boolean {
  return (/\$*$/.exec(before)?.[0].length ?? 0) % 2 === 1;
}
