import type { Template } from '@tiphys/models';
import type { DefinedBody } from '../../ir/component/definition.ts';
import { type KeepPlace, keepResults } from '../component/keep-results.ts';
import type { TemplateEntry } from '../component/template-book.ts';
import { type WrittenSettings, writeSettings } from '../component/template-settings.ts';
import { writeContainerSet } from './container-set-template.ts';
import { writeContainer } from './container-template.ts';
import { writeDefinedInputs } from './definition-inputs.ts';
import { writeDefinedOutputs } from './definition-outputs.ts';
import { writeData, writeHttp, writePlugin, writeResource } from './podless-templates.ts';
import { writePython } from './python-template.ts';
import { writeScript } from './script-template.ts';

type Writers = {
  readonly [K in DefinedBody['kind']]: (
    body: Extract<DefinedBody, { kind: K }>,
    entry: TemplateEntry,
    settings: WrittenSettings,
  ) => Partial<Template>;
};

/** How each kind of definition is written. */
const WRITERS: Writers = {
  container: writeContainer,
  script: writeScript,
  python: writePython,
  http: writeHttp,
  resource: writeResource,
  data: writeData,
  plugin: writePlugin,
  containerSet: writeContainerSet,
};

/** Writes the template of a component that is not a function: two if it has retries, and its results are kept. */
export function writeDefinition(entry: TemplateEntry, place: KeepPlace): readonly Template[] {
  const { definition } = entry.descriptor;
  if (definition === undefined) throw new Error(`unreachable: ${entry.name} is not a definition`);
  const { body, outputs, daemon } = definition;
  // TypeScript does not know that the writer and the body are of the same kind.
  const write = WRITERS[body.kind] as (
    ...given: [DefinedBody, TemplateEntry, WrittenSettings]
  ) => Partial<Template>;
  const settings = writeSettings(entry.settings, place);
  // The writer adds exactly one kind of body.
  const template = {
    name: entry.name,
    ...writeDefinedInputs(entry),
    ...writeDefinedOutputs(outputs, entry, place.repository),
    ...(daemon === true ? { daemon } : {}),
    ...settings.template,
    ...write(body, entry, settings),
  } as Template;
  const code = (): string => JSON.stringify([body, outputs]);
  return keepResults(entry, template, { code, image: '' }, place);
}
