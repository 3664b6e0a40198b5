import type { Template } from '@tiphys/models';
import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import { isTemplateKind } from '../author/pipelines/template-run.ts';
import { toKebabCase } from '../author/tracing/names.ts';
import type { FormulaTrees } from '../expression/tree/formula-trees.ts';
import { locate } from '../ir/call-site.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { Repository } from '../ir/surface/repository.ts';
import type { Trace } from '../ir/trace.ts';
import { PipelineError } from '../pipeline-error.ts';
import { placeCode, sharesCode } from './code/place-code.ts';
import type { Codes, PlacedCode } from './code/placed-code.ts';
import {
  type ComponentPlace,
  type ComponentText,
  writeComponentTemplate,
} from './component/component-template.ts';
import { surveyTrace } from './component/survey.ts';
import { TemplateBook, type TemplateEntry } from './component/template-book.ts';
import { VolumeBook } from './component/volume-book.ts';
import { BodyContext } from './context/body-context.ts';
import { TemplateNames } from './context/template-names.ts';
import { writeDefinition } from './definitions/write-definition.ts';
import { assertEndings } from './endings/assert-endings.ts';
import { findWatchedLoops } from './endings/watched-loops.ts';
import { publishResult, writeRunHooks } from './handlers/run-hooks.ts';
import { archiveLocationOf } from './object/artifacts.ts';
import { signatureOf } from './object/signature-of.ts';
import type { WrittenTemplates } from './object/spec.ts';
import { type Manifest, writeObject } from './object/write-object.ts';
import type { ManifestState } from './templates/manifest-state.ts';
import { PartSites } from './templates/part-sites.ts';
import { writeBody } from './write-body.ts';
import { writeLabels } from './write-labels.ts';
import { writeParameters } from './write-parameters.ts';

/** Options of {@link buildManifest}. */
export interface ManifestOptions {
  /** Image of components without an image. @default 'node:24-slim' */
  readonly image?: string;
  /** Trees of the formulas. Required if the pipeline has arrow functions. */
  readonly trees?: FormulaTrees;
  /** Templates of `fromTemplate` that become part of the manifest. */
  readonly templates?: readonly Template[];
  /** Annotations that keep the types of the inputs. An object that others call has its signature instead. @default none */
  readonly inputTypes?: Readonly<Record<string, string>>;
  /** Where files are stored. @default as the options of the pipeline say */
  readonly repository?: Repository['repository'];
  /** Collects the locations of the parts of the manifest in the user's source. */
  readonly sites?: PartSites;
  /** Collects the components that have templates in the manifest, by the names of the templates. */
  readonly components?: Map<string, ComponentDescriptor>;
}

/** Image of components without an image: the current LTS release of Node.js. */
export const DEFAULT_IMAGE = 'node:24-slim';

/** Maximum number of templates that the API server accepts. */
const MAXIMUM_TEMPLATES = 200;

/**
 * Builds the Argo object of a traced pipeline.
 *
 * @throws PipelineError `PIPELINE_EMPTY_BODY`, `PIPELINE_TOO_MANY_TEMPLATES`, `PIPELINE_TOO_DEEP`, `PIPELINE_CODE_TOO_LARGE`, `PIPELINE_INPUT_REQUIRED`
 */
export function buildManifest(
  pipeline: AnyPipeline,
  trace: Trace,
  codes: Codes,
  options: ManifestOptions = {},
): Manifest {
  const names = new TemplateNames();
  const { templates: given = [] } = options;
  for (const { name } of given) if (name !== undefined) names.reserve(name);
  // Other workflows refer to this name, so it is claimed first.
  const ownName = isTemplateKind(pipeline.options.kind) ? names.claim(toKebabCase(pipeline.name)) : undefined;
  const main = names.claim('main');
  const exit = trace.exit === undefined ? undefined : names.claim('exit');
  assertTasks(pipeline, trace);
  assertEndings(trace);
  const state: ManifestState = {
    watchedLoops: findWatchedLoops(trace),
    book: new TemplateBook(names, pipeline.functions.defaults),
    trees: options.trees ?? builtTrees,
    bodies: [],
    names,
    pipelines: new Map(),
    submissions: new Map(),
    deepest: 0,
    ownName,
    sites: options.sites ?? new PartSites(),
    writeBody,
  };
  surveyTrace(trace, state.book);
  writeBody(
    new BodyContext({ parent: undefined, template: main, scope: trace.main }),
    { scope: trace.main, result: trace.result, site: pipeline.site },
    state,
  );
  if (trace.exit !== undefined && exit !== undefined) {
    writeBody(
      new BodyContext({ parent: undefined, template: exit, scope: trace.exit }),
      { scope: trace.exit, result: undefined, site: pipeline.site },
      state,
    );
  }
  for (const { name, descriptor } of state.book.entries) options.components?.set(name, descriptor);
  const functions = state.book.entries.filter(({ descriptor }) => descriptor.definition === undefined);
  const hooks = writeRunHooks(trace, pipeline, state);
  publishResult(trace, state, main);
  const code = placeCode(functions, codes, sharesCode(pipeline.options));
  const volumes = new VolumeBook(pipeline.options.workspace);
  for (const { settings } of state.book.entries) volumes.collect(settings);
  const repository = options.repository ?? pipeline.options.artifacts?.repository?.repository;
  const place: ComponentPlace = {
    image: options.image ?? DEFAULT_IMAGE,
    cache: `${pipeline.name}-cache`,
    claimName: (wanted) => names.claim(wanted),
    volumes,
    archiveLocation: archiveLocationOf(repository),
    repository: pipeline.options.artifacts?.repository?.repository,
  };
  const components = state.book.entries.flatMap((entry) =>
    (entry.descriptor.definition === undefined
      ? writeComponentTemplate(entry, textOf(entry, codes, code), place)
      : writeDefinition(entry, place)
    ).map((template) => state.sites.add(template, entry.site)),
  );
  const templates = [...state.bodies, ...components, ...given];
  assertCount(pipeline, templates, state);
  const parameters = [...writeParameters(pipeline, trace), ...code.parameters];
  const manifest = writeObject(pipeline, {
    main,
    exit,
    hooks,
    parameters,
    templates,
    signature: ownSignature(ownName, trace),
    inputTypes: ownName === undefined ? (options.inputTypes ?? {}) : {},
    claims: volumes.claims(),
    labels: writeLabels(trace, state),
    repository,
  });
  return state.sites.add(manifest, pipeline.site);
}

/** Returns the signature of the template through which other workflows call a pipeline. It was called last. */
function ownSignature(name: string | undefined, { called }: Trace): WrittenTemplates['signature'] {
  const own = called.parts.at(-1);
  return name === undefined || own === undefined ? undefined : [name, signatureOf(own)];
}

function textOf(entry: TemplateEntry, codes: Codes, { sources }: PlacedCode): ComponentText {
  return {
    source: sources.get(entry) ?? '',
    whole: () => codes.get(entry.descriptor)?.alone() ?? '',
  };
}

/** Trees of formulas that are trees already, because builders created them. */
const builtTrees: FormulaTrees = {
  treeOf({ body }) {
    if (typeof body !== 'function') return body;
    throw new Error('unreachable: arrow functions are read before the manifest is built');
  },
};

function assertTasks(pipeline: AnyPipeline, trace: Trace): void {
  const empty =
    trace.main.tasks.length === 0 ? 'body' : trace.exit?.tasks.length === 0 ? 'exit handler' : undefined;
  if (empty === undefined) return;
  throw new PipelineError(
    'PIPELINE_EMPTY_BODY',
    `The ${empty} of the pipeline ${pipeline.name} has no tasks. Call a component in it.`,
    { location: locate(pipeline.site) },
  );
}

function assertCount(pipeline: AnyPipeline, templates: readonly Template[], state: ManifestState): void {
  if (templates.length <= MAXIMUM_TEMPLATES) return;
  const groups = Map.groupBy(state.book.entries, (entry) => entry.descriptor.name);
  const largest = [...groups].sort(([, a], [, b]) => b.length - a.length).slice(0, 5);
  const list = [
    `loops, branches and bodies ${state.bodies.length}`,
    ...largest.map(([name, entries]) => `${name} ${entries.length}`),
  ].join(', ');
  throw new PipelineError(
    'PIPELINE_TOO_MANY_TEMPLATES',
    `The pipeline ${pipeline.name} needs ${templates.length} templates, but Argo allows ${MAXIMUM_TEMPLATES}. The largest groups: ${list}. Give calls of a component the same settings, so that they share a template.`,
    { location: locate(pipeline.site) },
  );
}
