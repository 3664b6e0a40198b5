import type { JsonSchema } from '@tiphys/signature/model';

/** The annotation of a WorkflowTemplate with the signatures of the templates that exchange JSON, as JSON: name -> {@link TemplateSignature}. */
export const SIGNATURES_ANNOTATION = 'tiphys/signatures';

/** The inputs and results of a template that exchanges JSON texts, so that other pipelines can call it with types. */
export interface TemplateSignature {
  readonly inputs: Readonly<Record<string, JsonSchema>>;
  /** Schemas of the results that are values. Files have none. */
  readonly results: Readonly<Record<string, JsonSchema>>;
  /** Whether the pipeline returns one value, which is the output `output`. */
  readonly single?: true;
}
