import type { Models } from '@tiphys/models';
import { captureSite } from '../../ir/call-site.ts';
import type { TextTree } from '../../ir/component/definition.ts';
import type {
  InputDeclaration,
  InputDeclarations,
  InputsOfDeclarations,
} from '../../ir/component/input-declaration.ts';
import type { Component } from '../component.ts';
import { readArrow } from '../formulas/arrow-function.ts';
import { anyText, assertOptions, type OptionTable } from '../options/option-check.ts';
import { modelFields } from '../settings/model-fields.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { assertDefinition, defineComponent, textsOf } from './define-component.ts';
import type { DefinitionTexts, None } from './definition-types.ts';
import { isDeclaration, readInputs } from './read-inputs.ts';
import { formOf } from './read-outputs.ts';

/** The answer to a request. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
}

/** A sentence that the compiler shows for a field that does not exist. */
export interface UnknownField<TName> {
  readonly problem: 'There is no such field.';
  readonly field: TName;
}

/** A request without fields that Argo does not have. */
export type ExactRequest<TRequest> = TRequest & {
  readonly [K in Exclude<keyof TRequest, keyof Models['HTTP']>]: UnknownField<K>;
};

/** A request for `component.http`. */
export interface HttpDefinition<TInputs, TRequest, TResult> {
  readonly description?: string;
  readonly inputs?: TInputs;
  /** The request, in Argo's fields. */
  readonly request: (texts: Pick<DefinitionTexts<TInputs, None>, 'inputs'>) => ExactRequest<TRequest>;
  /** Whether the request succeeded. @default a status code from 200 to 299 */
  readonly success?: (response: HttpResponse) => boolean;
  /** The type of the body: `input<T>()` for JSON. @default the text itself */
  readonly returns?: InputDeclaration<TResult>;
}

const httpFields: OptionTable<HttpDefinition<unknown, unknown, unknown>> = {
  description: anyText,
  inputs: () => {},
  request: () => {},
  success: () => {},
  returns: () => {},
};

const requestCheck = modelFields({
  definition: 'HTTP',
  elsewhere: { successCondition: 'Write success: (response) => ...' },
});

/**
 * Creates a component that sends an HTTP request, without a pod of its own. Its result is the body of the response.
 *
 * @throws PipelineError `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_INVALID_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_OUTPUT_TYPE_UNKNOWN`
 */
export function http<
  const TRequest extends Models['HTTP'],
  TInputs extends InputDeclarations = None,
  TResult = string,
>(
  name: string,
  definition: HttpDefinition<TInputs, TRequest, TResult>,
): Component<InputsOfDeclarations<TInputs>, TResult> {
  return withCallerLocation(http, () => {
    assertDefinition('http', name, definition);
    const what = `the component ${name}`;
    assertOptions(definition, httpFields, { what, required: ['request'] });
    const { description, inputs, request, success, returns } = definition;
    const given = readInputs(inputs, name);
    const made: unknown = request(textsOf(given, {}) as never);
    requestCheck(made, { what, path: 'request' });
    const declared = isDeclaration(returns) ? (returns.schema ?? returns.typeSchema) : { type: 'string' };
    const form = formOf(declared, `The result of ${name}`);
    const schema = declared ?? {};
    return defineComponent<InputsOfDeclarations<TInputs>, TResult>({
      name,
      description,
      inputs: given,
      output: { route: 'value', schema, list: schema.type === 'array' },
      outputs: { kind: 'one', output: { place: 'response', path: '', form, schema } },
      body: {
        kind: 'http',
        // Checked against Argo's fields, all of which are JSON.
        request: made as Readonly<Record<string, TextTree>>,
        success:
          success === undefined
            ? undefined
            : readArrow(success, { called: 'success', site: captureSite(http) }),
      },
      settings: {},
    });
  });
}
