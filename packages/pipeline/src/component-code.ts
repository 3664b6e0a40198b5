import type { ComponentDescriptor } from './component-descriptor.ts';

/** The code of one component, ready to be put into a script template. */
export interface ComponentCode {
  /** Text for `script.source` that holds all of the code: readable while small, else gzip + base64 with a loader. Free of `{{`. */
  readonly source: string;
  /** gzip + base64 of the code, for a workflow parameter that several templates share. */
  readonly packed: string;
  /** Hash of the code and of what it was made from, as hex. */
  readonly hash: string;
}

/** Options of a {@link ComponentBundler}. */
export interface BundleOptions {
  /** Largest bundle, in bytes, that stays readable in `script.source`. @default 16384 */
  readonly readableBytes?: number;
}

/** Makes the code of components; the one that ships uses esbuild. */
export interface ComponentBundler {
  /**
   * Returns the code of each given component.
   *
   * @throws PipelineError `PIPELINE_BUNDLE_FAILED` with the user's `file:line` when the source cannot be bundled.
   */
  bundle(
    components: readonly ComponentDescriptor[],
    options?: BundleOptions,
  ): Promise<ReadonlyMap<ComponentDescriptor, ComponentCode>>;
  /** Returns text for `script.source` that loads packed code from the given text (`{{workflow.parameters...}}`). */
  loaderFor(component: ComponentDescriptor, packedText: string): string;
}
