import type { Artifact, Parameter } from '@tiphys/models';
import { pathNode } from '../../expression/tree/expression-nodes.ts';
import { isRaw } from '../../ir/outputs/outputs.ts';
import type { BodyContext, Import, Waits } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { textOfForm } from '../values/form.ts';
import {
  type ReadPlace,
  type ReadValue,
  readExpression,
  readImported,
  readReference,
} from '../values/read-value.ts';
import { artifactFrom } from './artifact-from.ts';
import type { ManifestState } from './manifest-state.ts';
import type { WrittenTask } from './written-task.ts';

/** A call of the template of a context from its outer context. */
export interface TemplateCall {
  readonly name: string;
  readonly inner: BodyContext;
  readonly outer: BodyContext;
  /** What the call waits for already. */
  readonly waits?: Waits;
  /** Additional arguments, besides the imports of the template. */
  readonly parameters?: readonly Parameter[];
}

/** Returns the task that calls a template, with its imports as arguments. */
export function callTemplate(
  { name, inner, outer, waits = [], parameters = [] }: TemplateCall,
  state: ManifestState,
): WrittenTask {
  const place: ReadPlace = { context: outer, waits, trees: state.trees };
  const read = inner.imports.map((one) => ({ one, value: readImport(one, place) }));
  for (const task of inner.outerWaits) outer.addWait(task, waits);
  for (const [task, site] of inner.outerEnds) outer.addEnd(task, site, waits);
  const given = read.flatMap(({ one, value }): Parameter[] =>
    value.artifact ? [] : [{ name: one.name, value: value.text }],
  );
  const artifacts = read.flatMap(({ one, value }): Artifact[] =>
    value.artifact ? [artifactFrom(one.name, value)] : [],
  );
  return {
    name,
    ...dependsOn(waits),
    template: inner.template,
    ...writeTransfer('arguments', [...parameters, ...given], artifacts),
  };
}

/** Returns the field `depends`, if a task waits for anything. */
export function dependsOn(waits: Waits): { readonly depends?: string } {
  return waits.length === 0 ? {} : { depends: waits.join(' && ') };
}

function readImport({ source, aspect }: Import, place: ReadPlace): ReadValue {
  if (aspect === 'value' || source.kind === 'variable') return readImported(source, place);
  const reference = place.context.reference(source, aspect, place.waits);
  const { path, artifact, form } = reference;
  if (!isRaw(form) || artifact) return readReference(reference);
  return readExpression(textOfForm(pathNode(path), form));
}
