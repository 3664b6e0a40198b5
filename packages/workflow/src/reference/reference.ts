import { WorkflowError } from '../target/workflow-error.ts';

/**
 * A value that is known at run time: it prints as the tag that Argo replaces, `{{inputs.parameters.who}}`, even
 * in a template literal.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/
 */
export interface Reference {
  readonly kind: 'reference';
  /** The text between the braces: `inputs.parameters.who`. */
  readonly path: string;
  toString(): string;
  toJSON(): string;
}

/** An artifact that exists at run time; it can be passed as an argument, but not used in text. */
export interface ArtifactReference {
  readonly kind: 'artifactReference';
  /** The text between the braces of `from`: `tasks.make.outputs.artifacts.file`. */
  readonly from: string;
}

/** A file that a container reads or writes. */
export interface PathReference {
  /** Its path, `{{inputs.artifacts.file.path}}`. */
  readonly path: Reference;
}

/** The value of a parameter. Argo stores it as text. */
export type Text = string | number | boolean | Reference;

/**
 * Returns a reference to an Argo variable that no builder provides, such as `workflow.name`.
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
  const advice = 'Pass it as an argument; in a container, use its `path`.';
  return withoutText<ArtifactReference>(
    { kind: 'artifactReference', from },
    `the artifact "${from}"`,
    advice,
  );
}

/** Freezes an object so that it throws in a template literal instead of printing `[object Object]`. */
export function withoutText<T extends object>(value: T, what: string, advice: string): Readonly<T> {
  const refuse = (): never => {
    throw new WorkflowError('WORKFLOW_REFERENCE', `A text contains ${what}, which is not text. ${advice}`);
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
