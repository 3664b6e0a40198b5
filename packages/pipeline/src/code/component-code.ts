import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';

/** Packed code that several templates can share. Its text never contains `{{`. */
export interface SharedPart {
  /** What it is: the name of a package or a file, or `runtime`. */
  readonly title: string;
  readonly text: string;
}

/** The code of one component, for a script template. */
export interface ComponentCode {
  /** Returns text for `script.source` with all of the code. Without `{{`. */
  alone(): string;
  /** The code in parts, if it can be shared. */
  readonly shared?: {
    readonly parts: readonly SharedPart[];
    /** Returns text for `script.source` that has its own code, and loads the parts from these texts, such as tags (`{{workflow.parameters...}}`). */
    sourceWith(texts: readonly string[]): string;
  };
  /** Size in bytes of the parts of the code before packing: by package, and by file for the user's own code. @default unknown */
  readonly parts?: ReadonlyMap<string, number>;
}

/** Options of a {@link ComponentBundler}. */
export interface BundleOptions {
  /** Maximum size in bytes of a component's own code that stays readable in `script.source`. @default 16384 */
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
}
