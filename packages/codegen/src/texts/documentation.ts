import type { Definition, FieldDefinition } from '@tiphys/schema';

const DOCUMENTATION_URL = 'https://argo-workflows.readthedocs.io/en/latest/';

/** Definitions that Argo's field reference has under another title or not at all, by their origin. */
const LINKS_ELSEWHERE: Readonly<Record<string, string>> = {
  'io.argoproj.workflow.v1alpha1.ClusterWorkflowTemplate': 'cluster-workflow-templates/',
  'io.argoproj.workflow.v1alpha1.ParallelSteps': 'fields/#workflowstep',
  'io.k8s.api.core.v1.HTTPHeader': 'fields/#httpheader_1',
};

/** Hover texts by `Definition` and `Definition.field`. */
export type Texts = Readonly<Record<string, string>>;

/** Returns the comment of a type: what it is, if that is known, and a link to its documentation. */
export function documentDefinition(name: string, definition: Definition, texts: Texts): string {
  return joined([textOf(name, texts) ?? definition.description, `@see ${linkTo(definition, name)}`]);
}

/** What the comment above a field depends on. */
export interface FieldPlace {
  readonly name: string;
  readonly field: string;
  readonly definition: Definition;
  readonly texts: Texts;
}

/** Returns the comment of a field, undefined if there is nothing to say. */
export function documentField(
  content: FieldDefinition,
  { name, field, definition, texts }: FieldPlace,
): string | undefined {
  const text = textOf(`${name}.${field}`, texts);
  const link = text === undefined ? undefined : `@see ${linkTo(definition, name)}`;
  const deprecated = content.deprecated && `@deprecated ${content.deprecated}`;
  const comment = joined([text ?? content.description, joined([deprecated, link], '\n')]);
  return comment === '' ? undefined : comment;
}

function textOf(place: string, texts: Texts): string | undefined {
  return Object.hasOwn(texts, place) ? texts[place] : undefined;
}

function linkTo({ origin }: Definition, name: string): string {
  const title = origin.slice(origin.lastIndexOf('.') + 1);
  const place = LINKS_ELSEWHERE[origin] ?? `fields/#${(title === '' ? name : title).toLowerCase()}`;
  return `${DOCUMENTATION_URL}${place}`;
}

function joined(parts: readonly (string | undefined)[], separator = '\n\n'): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator);
}
