import type { Artifact, Outputs, Parameter } from '@tiphys/models';
import { printSafe, referenceTag } from '../../expression/tree/print-tag.ts';
import { type BodyResult, isTask, type Source } from '../../ir/graph.ts';
import { namedResults } from '../../ir/outputs/named-results.ts';
import { travelsAsFile } from '../../ir/outputs/route-of.ts';
import type { BodyContext } from '../context/body-context.ts';
import { writeTransfer } from '../context/transfer.ts';
import { type ReadPlace, readValue, textNode } from '../values/read-value.ts';
import { artifactFrom } from './artifact-from.ts';
import type { ManifestState } from './manifest-state.ts';

/** Returns the outputs of the template of a body: its results, as JSON texts or files. */
export function writeOutputs(
  result: BodyResult,
  context: BodyContext,
  state: ManifestState,
): { readonly outputs?: Outputs } {
  if (result === undefined) return {};
  const place: ReadPlace = { context, waits: [], trees: state.trees, inOutputs: true };
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [name, source] of namedResults(result))
    writeOutput({ name, source }, place, { parameters, artifacts });
  return writeTransfer('outputs', parameters, artifacts);
}

interface Named {
  readonly name: string;
  readonly source: Source;
}

interface Written {
  readonly parameters: Parameter[];
  readonly artifacts: Artifact[];
}

function writeOutput({ name, source }: Named, place: ReadPlace, written: Written): void {
  const { isEntry } = place.context;
  if (hasReference(source)) {
    const value = readValue(source, place);
    if (value.artifact) {
      written.artifacts.push(artifactFrom(name, value));
      return;
    }
    // All results are JSON texts, but the pipeline itself shows plain text as it is.
    const isPlain = value.form.kind === 'value' || (isEntry && value.form.kind === 'text');
    if (!value.isExpression && isPlain) {
      written.parameters.push({ name, valueFrom: { parameter: value.text } });
      return;
    }
  }
  written.parameters.push({ name, valueFrom: { expression: printSafe(textNode(source, place)) } });
}

function hasReference(source: Source): boolean {
  return isTask(source) || travelsAsFile(source);
}

/** Returns the outputs of a part of a body: its exports. */
export function writeExports(part: BodyContext): { readonly outputs?: Outputs } {
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const { name, reference } of part.exports) {
    const tag = referenceTag(reference.path);
    if (reference.artifact) artifacts.push(artifactFrom(name, { ...reference, text: tag }));
    else parameters.push({ name, valueFrom: { parameter: tag } });
  }
  return writeTransfer('outputs', parameters, artifacts);
}
