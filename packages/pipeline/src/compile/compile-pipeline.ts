import type { JsonPath } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { SourceLocation } from '@tiphys/signature/model';
import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import { type InputSchemas, knownInputs } from '../author/pipelines/known-inputs.ts';
import { pipelineOf } from '../author/pipelines/trace-called.ts';
import { assertMerged } from '../author/settings/assert-merged.ts';
import { tracePipeline } from '../author/trace-pipeline.ts';
import { withPipelineLocation } from '../author/tracing/with-pipeline-location.ts';
import type { ComponentBundler } from '../code/component-code.ts';
import { readFormulas } from '../expression/read-formulas.ts';
import { locate } from '../ir/call-site.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { outputsOf, type TaskOutputs } from '../ir/outputs/outputs.ts';
import type { Trace } from '../ir/trace.ts';
import { walkTrace } from '../ir/walk.ts';
import { buildManifest } from '../lower/build-manifest.ts';
import { sharesCode } from '../lower/code/place-code.ts';
import { type RepositoryConfigMap, separateRepository } from '../lower/object/repository-config-map.ts';
import type { Manifest } from '../lower/object/write-object.ts';
import { PartSites } from '../lower/templates/part-sites.ts';
import { assertStorable } from './assert-storable.ts';
import { codeUsesOf } from './code-uses.ts';
import { assertSchema, type CompiledInput, describeInput } from './compiled-input.ts';
import { type CompiledOutput, describeOutputs } from './compiled-output.ts';
import { convertManifest } from './convert-manifest.ts';
import { inputTypeAnnotations } from './input-types.ts';
import { ownTemplates } from './own-templates.ts';
import { type RemoteUse, remoteUseOf } from './remote-use.ts';
import { resolveInputs } from './resolve-inputs.ts';

/** Options of {@link compilePipeline}. */
export interface CompileOptions {
  /** Bundles the code of the components. */
  readonly bundler: ComponentBundler;
  /** Schemas of the inputs by name, as `tiphys generate` reads them from types. @default those in the generated module of a loaded module */
  readonly inputSchemas?: InputSchemas;
  /** Image of components without an image. @default 'node:24-slim' */
  readonly image?: string;
  /** The target version of Argo. @default the newest */
  readonly target?: ArgoVersion;
  /** Whether a ConfigMap describes the artifact repository of the pipeline, and the manifest refers to it. @default false: each template does */
  readonly separateRepository?: boolean;
}

/** A compiled pipeline: the Argo object, its inputs and its outputs. */
export interface CompiledPipeline {
  readonly name: string;
  /** Has the fields of the target version: for Argo 3.5, a CronWorkflow has `schedule`. */
  readonly manifest: Manifest;
  /** The ConfigMap that the manifest refers to, with the option `separateRepository`. */
  readonly repository?: RepositoryConfigMap;
  readonly inputs: readonly CompiledInput[];
  readonly outputs: readonly CompiledOutput[];
  /** Whether the body returns nothing, one output (called `output`), or an object of outputs. */
  readonly result: 'none' | 'one' | 'named';
  /** The templates of other objects that it calls. The manifest does not include them: a cluster has them, and a local run has to load them. */
  readonly remotes: readonly RemoteUse[];
  /** The pipelines that it runs from their WorkflowTemplates: a cluster must have these, and a local run has to compile them. */
  readonly references: readonly AnyPipeline[];
  /** The components that it calls. @internal */
  readonly components: readonly CalledComponent[];
  /** Returns the location in the user's source of what is at a path of the manifest, or of the smallest known part around it. */
  readonly locate: (path: JsonPath) => SourceLocation | undefined;
}

/** A component that a pipeline calls. @internal */
export interface CalledComponent {
  readonly descriptor: ComponentDescriptor;
  /** The outputs of its tasks. */
  readonly outputs: TaskOutputs;
  /** Names of its templates in the manifest. */
  readonly templates: readonly string[];
}

/**
 * Compiles a pipeline to an Argo object.
 *
 * In a module loaded by `loadPipelineModule`, every use of an output as a plain value is refused. In other modules, JavaScript offers no
 * way to detect that an output is tested (`if (flag)`, `!flag`, `flag ?? x`, `flag?.x`), compared with
 * `===`, used with `typeof`, awaited, or added to a `Set` or `Map`, so these uses are not checked.
 *
 * @throws PipelineError with the location in the user's source for mistakes that the TypeScript compiler cannot find; `PIPELINE_TARGET` if
 * the target version does not support a field; `PIPELINE_NO_REPOSITORY` if there is no repository to separate
 * @example
 * ```ts
 * import { toYaml } from '@tiphys/workflow';
 * import { notify } from './components.generated.ts';
 *
 * const hello = pipeline('hello', { who: 'Ann' }, ({ who }) => {
 *   notify({ text: who });
 * });
 * const { manifest } = await compilePipeline(hello, { bundler: createBundler() });
 * console.log(toYaml(manifest));
 * ```
 */
export async function compilePipeline(
  pipeline: AnyPipeline,
  options: CompileOptions,
): Promise<CompiledPipeline> {
  const trace = tracePipeline(pipeline);
  assertMerged(trace, pipeline);
  const inputs = resolveInputs(trace, options.inputSchemas ?? knownInputs(pipeline), locate(pipeline.site));
  withPipelineLocation(pipeline, () => pipeline.inputs.forEach(assertSchema));
  const described = inputs.map(describeInput);
  const trees = await readFormulas(trace);
  const called = callsOf(trace);
  const components = [...called.keys()];
  const codes = await options.bundler.bundle(components.filter(isFunction), {
    uses: codeUsesOf(trace, pipeline.options.defaults),
    shares: sharesCode(pipeline.options),
  });
  const separate = options.separateRepository ? separateRepository(pipeline) : undefined;
  const sites = new PartSites();
  const names = new Map<string, ComponentDescriptor>();
  const { built, manifest } = withPipelineLocation(pipeline, () => {
    const built = buildManifest(pipeline, trace, codes, {
      ...(options.image === undefined ? {} : { image: options.image }),
      ...(separate === undefined ? {} : { repository: separate.reference }),
      trees,
      inputTypes: inputTypeAnnotations(described),
      templates: ownTemplates(components),
      sites,
      components: names,
    });
    assertStorable(pipeline.name, built);
    const { target } = options;
    return { built, manifest: target === undefined ? built : convertManifest(pipeline, built, target) };
  });
  return {
    name: pipeline.name,
    manifest,
    ...(separate === undefined ? {} : { repository: separate.configMap }),
    inputs: described,
    outputs: describeOutputs(trace.result),
    result: trace.result?.kind ?? 'none',
    remotes: components.flatMap((one) => remoteUseOf(one) ?? []),
    references: trace.called.references.map(pipelineOf),
    components: [...called].map(([descriptor, outputs]) => ({
      descriptor,
      outputs,
      templates: templatesOf(descriptor, names),
    })),
    locate: (path) => {
      // Fields may have other names in other versions of Argo, but the paths of templates and tasks are the same.
      const site = sites.find(built, path);
      return site === undefined ? undefined : locate(site);
    },
  };
}

function isFunction({ remote, definition }: ComponentDescriptor): boolean {
  return remote === undefined && definition === undefined;
}

/** Returns the components that a pipeline calls, with the outputs of their tasks. */
function callsOf(trace: Trace): ReadonlyMap<ComponentDescriptor, TaskOutputs> {
  const found = new Map<ComponentDescriptor, TaskOutputs>();
  walkTrace(trace, {
    task(task) {
      // A called pipeline has no code of its own.
      if (task.kind === 'call' && task.called === undefined)
        found.set(task.component.descriptor, outputsOf(task));
    },
  });
  return found;
}

function templatesOf(
  descriptor: ComponentDescriptor,
  names: ReadonlyMap<string, ComponentDescriptor>,
): readonly string[] {
  if (descriptor.remote !== undefined)
    return descriptor.remote.own === undefined ? [] : [descriptor.remote.template];
  return [...names].flatMap(([name, one]) => (one === descriptor ? [name] : []));
}
