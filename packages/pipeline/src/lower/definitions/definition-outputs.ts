import type { Artifact, Outputs, Parameter } from '@tiphys/models';
import { referenceTag } from '../../expression/tree/print-tag.ts';
import type { DefinedOutput, DefinedOutputs } from '../../ir/component/definition.ts';
import type { Repository } from '../../ir/surface/repository.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { uriOutput } from '../component/file-uri.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { fileArtifact } from '../context/file-artifact.ts';
import { writeTransfer } from '../context/transfer.ts';

/** Returns the outputs of a definition by their names in Argo. */
export function namedOutputs(outputs: DefinedOutputs): readonly (readonly [string, DefinedOutput])[] {
  return outputs.kind === 'one' ? [[taskNames.output, outputs.output]] : Object.entries(outputs.outputs);
}

/** Returns the field `outputs` of the template of a definition, if it has any. */
export function writeDefinedOutputs(
  defined: DefinedOutputs,
  { urisWanted }: Pick<TemplateEntry, 'urisWanted'>,
  repository: Repository['repository'] | undefined,
): { readonly outputs?: Outputs } {
  const parameters: Parameter[] = [];
  const artifacts: Artifact[] = [];
  for (const [name, output] of namedOutputs(defined)) {
    const { place, path } = output;
    const preset = output.default === undefined ? {} : { default: output.default };
    const site = urisWanted.get(defined.kind === 'one' ? '' : name);
    if (site !== undefined) parameters.push(uriOutput({ name, path, stored: output.file, site }, repository));
    if (place === 'file') artifacts.push(fileArtifact({ name, path }, output.file));
    else if (place === 'path') parameters.push({ name, valueFrom: { path, ...preset } });
    else if (place === 'field') parameters.push({ name, valueFrom: { jsonPath: path, ...preset } });
  }
  return writeTransfer('outputs', parameters, artifacts);
}

/** Returns the tag of the path of an output, or an empty text for one without a path. */
export function outputPath(name: string, { descriptor: { definition } }: TemplateEntry): string {
  const found = namedOutputs(definition?.outputs ?? { kind: 'named', outputs: {} }).find(
    ([one]) => one === name,
  );
  switch (found?.[1].place) {
    case 'path':
      return referenceTag(['outputs', 'parameters', name, 'path']);
    case 'file':
      return referenceTag(['outputs', 'artifacts', name, 'path']);
    default:
      return '';
  }
}
