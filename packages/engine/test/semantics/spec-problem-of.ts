import type { ObjectFields, TemplateFields } from '../../src/manifest/fields.ts';
import { createRun } from '../../src/prepare/create-run.ts';
import { findSpecProblem } from '../../src/semantics/validation/find-spec-problem.ts';

/** A template without inputs and outputs. */
export const leaf: TemplateFields = { name: 'leaf', container: { image: 'busybox' } };

/** A template with one input, `m`. */
export const echo: TemplateFields = { ...leaf, name: 'echo', inputs: { parameters: [{ name: 'm' }] } };

/** Returns arguments for {@link echo}. */
export const saying = (value: string): object => ({ arguments: { parameters: [{ name: 'm', value }] } });

/** What surrounds the template under test. Much of it is wrong on purpose, so that the types are open. */
export interface Surroundings {
  readonly spec?: object;
  readonly name?: string;
  readonly metadata?: ObjectFields['metadata'];
  readonly objects?: readonly ObjectFields[];
}

/** Returns what is wrong with a workflow whose entrypoint is a template `main`, beside {@link leaf} and {@link echo}. */
export function problemOf(
  main: object,
  { spec, name = 'wf', metadata = {}, objects = [] }: Surroundings = {},
): string | undefined {
  const workflow: ObjectFields = {
    metadata,
    spec: { entrypoint: 'main', templates: [{ ...main, name: 'main' }, leaf, echo], ...spec },
  };
  const identity = { name, namespace: 'default', uid: 'u', createdAt: 0 };
  return findSpecProblem(createRun({ workflow, objects, identity, parameters: {} }));
}
