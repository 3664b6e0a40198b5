import { WorkflowError } from '../target/workflow-error.ts';

/**
 * A value that is known when the workflow runs: it prints as the tag that Argo replaces, `{{inputs.parameters.who}}`, also inside a template literal.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/
 */
export interface Reference {
  readonly kind: 'reference';
  /** What stands between the braces: `inputs.parameters.who`. */
  readonly path: string;
  toString(): string;
  toJSON(): string;
}

/** An artifact that is there when the workflow runs; a task takes it as an argument, text cannot hold it. */
export interface ArtifactReference {
  readonly kind: 'artifactReference';
  /** What stands between the braces of `from`: `tasks.make.outputs.artifacts.file`. */
  readonly from: string;
}

/** Something that a container finds in, or leaves in, its file system. */
export interface PathReference {
  /** Where it lies, `{{inputs.artifacts.file.path}}`. */
  readonly path: Reference;
}

/** What a parameter can be set to. Argo keeps it as text. */
export type Text = string | number | boolean | Reference;

/**
 * Returns a reference to one of Argo's variables that no builder hands out, such as `workflow.name`.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/
 * @example
 * ```ts
 * `${reference('workflow.name')}`; // => {{workflow.name}}
 * ```
 */
export function reference(path: string): Reference {
  const text = `{{${path}}}`;
  return Object.freeze<Reference>({
    kind: 'reference',
    path,
    toString: () => text,
    toJSON: () => text,
  });
}

/** Returns a reference to an artifact. */
export function artifactReference(from: string): ArtifactReference {
  const advice = 'Hand it over as an argument; in a container, take its `path`.';
  return withoutText<ArtifactReference>(
    { kind: 'artifactReference', from },
    `the artifact "${from}"`,
    advice,
  );
}

/** Freezes what no text can hold, so that a template literal tells it: else it would print as `[object Object]`. */
export function withoutText<T extends object>(value: T, what: string, advice: string): Readonly<T> {
  const refuse = (): never => {
    throw new WorkflowError('WORKFLOW_REFERENCE', {
      message: `A text has ${what} in it, which is no text. ${advice}`,
    });
  };
  return Object.freeze(Object.defineProperty(value, 'toString', { value: refuse }));
}

/** Returns whether a value is a reference to text. */
export function isReference(value: unknown): value is Reference {
  return hasKind(value, 'reference');
}

/** Returns whether a value is a reference to an artifact. */
export function isArtifactReference(value: unknown): value is ArtifactReference {
  return hasKind(value, 'artifactReference');
}

function hasKind(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
