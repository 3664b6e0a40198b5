import { ExpressionError, evaluateBoolean, evaluateExpression, toPlainValue } from '@tiphys/expression';
import { printJson } from '@tiphys/go';
import type { Parameter } from '@tiphys/models';
import { describeError } from '../contract/error-text.ts';

/** An event that a WorkflowEventBinding reacts to. */
export interface WorkflowEvent {
  /** The JSON value that was sent. */
  readonly payload: unknown;
  readonly namespace: string;
  readonly discriminator: string;
  /** Headers that begin with `x-`, by their names in lower case. @default none */
  readonly headers?: Readonly<Record<string, readonly string[]>>;
}

/** The fields of a WorkflowEventBinding's spec that decide what an event starts. */
export interface EventBindingFields {
  readonly event: { readonly selector: string };
  readonly submit?: { readonly arguments?: { readonly parameters?: readonly Parameter[] } };
}

/**
 * Returns the arguments that an event gives to the workflow of a binding; undefined if the binding does not select the event.
 *
 * @throws Error with Argo's message if an expression fails
 * @see https://argo-workflows.readthedocs.io/en/latest/events/
 * @example
 * ```ts
 * const parameters = [{ name: 'text', valueFrom: { event: 'payload.message' } }];
 * const binding = { event: { selector: 'payload.message != ""' }, submit: { arguments: { parameters } } };
 * const event = { payload: { message: 'hello' }, namespace: 'default', discriminator: '' };
 * eventArguments(binding, event)?.[0]?.value; // => hello
 * ```
 */
export function eventArguments(
  binding: EventBindingFields,
  event: WorkflowEvent,
): readonly Parameter[] | undefined {
  const { payload, namespace, discriminator, headers = {} } = event;
  const environment = { payload, namespace, discriminator, metadata: headers };
  if (!selects(binding.event.selector, environment)) return undefined;
  return (binding.submit?.arguments?.parameters ?? []).map((parameter) => ({
    name: parameter.name,
    value: argumentOf(parameter, environment),
  }));
}

function selects(selector: string, environment: object): boolean {
  try {
    return evaluateBoolean(selector, environment, { withArgoFunctions: false });
  } catch (error) {
    throw new Error(`failed to evaluate workflow template expression: ${describeError(error)}`);
  }
}

function argumentOf({ name, valueFrom }: Parameter, environment: object): string {
  if (valueFrom === undefined)
    throw new Error(`malformed workflow template parameter "${name}": valueFrom is nil`);
  let result: unknown;
  try {
    result = evaluateExpression(valueFrom.event ?? '', environment, { withArgoFunctions: false });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (error.code === 'EXPRESSION_EVALUATION')
      throw new Error(
        `failed to evaluate workflow template parameter "${name}" expression: ${error.message}`,
      );
    throw new Error(`failed to compile workflow template parameter ${name} expression: ${error.message}`);
  }
  const plain = toPlainValue(result);
  return typeof plain === 'string' ? plain : printJson(plain);
}
