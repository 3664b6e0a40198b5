import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';

/** The code of one component, for a script template. */
export interface ComponentCode {
  /** Text for `script.source` with all of the code: readable if small, otherwise gzip and base64 with a loader. Without `{{`. */
  readonly source: string;
  /** The code as gzip and base64, for a workflow parameter that several templates share. */
  readonly packed: string;
  /** Hash of the code, in hex. */
  readonly hash: string;
  /** Size in bytes of the parts of the code before packing: by package, and by file for the user's own code. @default unknown */
  readonly parts?: ReadonlyMap<string, number>;
}

/** The code of one component among several that are packed together. */
export interface SharedCode {
  /** The code of all of them as gzip and base64, for one workflow parameter. */
  readonly packed: string;
  /** Hash of that code, the same for all of them. */
  readonly hash: string;
  /** Number of the component among them. */
  readonly key: number;
}

/** Options of a {@link ComponentBundler}. */
export interface BundleOptions {
  /** Maximum size in bytes of a bundle that stays readable in `script.source`. @default 16384 */
  readonly readableBytes?: number;
}

/** Bundles the code of components. The default implementation uses esbuild. */
export interface ComponentBundler {
  /**
   * Bundles the code of each component.
   *
   * @throws PipelineError `PIPELINE_BUNDLE_FAILED` with the user's `file:line` if the source cannot be bundled.
   */
  bundle(
    components: readonly ComponentDescriptor[],
    options?: BundleOptions,
  ): Promise<ReadonlyMap<ComponentDescriptor, ComponentCode>>;
  /**
   * Packs the code of components together, so that they share common code. Components of the same package (the folder of a
   * package.json) share one text.
   *
   * @default each component is packed alone
   */
  bundleTogether?(
    components: readonly ComponentDescriptor[],
  ): Promise<ReadonlyMap<ComponentDescriptor, SharedCode>>;
  /**
   * Returns text for `script.source` that loads packed code from a tag (`{{workflow.parameters...}}`).
   *
   * @param key number of the component, if several are packed together
   */
  loaderFor(component: ComponentDescriptor, packedText: string, key?: number): string;
}
