import type { ComponentDescriptor } from './component-descriptor.ts';

/** The code of one component, ready to be put into a script template. */
export interface ComponentCode {
  /** Text for `script.source` that holds all of the code: readable while small, else gzip + base64 with a loader. Free of `{{`. */
  readonly source: string;
  /** gzip + base64 of the code, for a workflow parameter that several templates share. */
  readonly packed: string;
  /** Hash of the code and of what it was made from, as hex. */
  readonly hash: string;
  /** Bytes of what the code was made of, before packing: by package, and by file for the user's own. @default not known */
  readonly parts?: ReadonlyMap<string, number>;
}

/** The code of one component among others that are packed together. */
export interface SharedCode {
  /** gzip + base64 of the code of all of them, for one workflow parameter. */
  readonly packed: string;
  /** Hash of that code: the same for all of them. */
  readonly hash: string;
  /** Which of them it is. */
  readonly key: number;
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
  /**
   * Returns the code of components packed together, so that what they have in common is there once. Those of one package (the folder of a
   * package.json) share one text.
   *
   * @default each component is packed alone
   */
  bundleTogether?(
    components: readonly ComponentDescriptor[],
  ): Promise<ReadonlyMap<ComponentDescriptor, SharedCode>>;
  /**
   * Returns text for `script.source` that loads packed code from the given text (`{{workflow.parameters...}}`).
   *
   * @param key which component it is, where several are packed together
   */
  loaderFor(component: ComponentDescriptor, packedText: string, key?: number): string;
}
