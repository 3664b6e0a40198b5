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
  /** Returns the code of tasks that import the function from a folder of their image. @default the image is not used: the code is in the manifest */
  inImage?(path: string): ComponentCode;
  /** Size in bytes of the parts of the code before packing: by package, and by file for the user's own code. @default unknown */
  readonly parts?: ReadonlyMap<string, number>;
}

/** Options of a {@link ComponentBundler}. */
export interface BundleOptions {
  /** Maximum size in bytes of a component's own code that stays readable in `script.source`. @default 16384 */
  readonly readableBytes?: number;
  /** What settings say of the code of each component. @default everything is bundled, and any task may use its image */
  readonly uses?: ReadonlyMap<ComponentDescriptor, CodeUse>;
  /** Whether templates will share the runtime, so that it need not be built for each of them. @default false */
  readonly shares?: boolean;
  /** Whether the tasks run on this machine, so that images are not used, and packages that images have are loaded from the project. @default false */
  readonly local?: boolean;
}

/** What the tasks of a component exchange besides plain JSON text in variables. */
export interface WireUse {
  /** Whether some get plain text, results of loops, or items of them. */
  readonly forms: boolean;
  /** Whether some get values as files. */
  readonly files: boolean;
  /** Whether loops iterate over what they return. */
  readonly items: boolean;
}

/** How the code of a component reaches its tasks. */
export interface CodeUse extends WireUse {
  /** Which tasks import the function from their image. If all do, nothing is bundled. */
  readonly inImage: 'none' | 'some' | 'all';
  /** Packages that the images of all tasks have. */
  readonly external: readonly string[];
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
