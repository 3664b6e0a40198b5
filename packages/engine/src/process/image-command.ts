/** The default command of an image, as in its Dockerfile. */
export interface ImageCommand {
  /** Kept if the container has `args`. */
  readonly entrypoint?: readonly string[];
  /** Replaced by the container's `args`. */
  readonly cmd?: readonly string[];
  /** Programs of the image that this machine need not have: by the first word of `command`, the words that replace it. */
  readonly programs?: Readonly<Record<string, readonly string[]>>;
}

/** Commands by image name, with or without a tag. A tag that is a parameter, `app:{{workflow.parameters.tag}}`, matches any tag. */
export type ImageCommands = Readonly<Record<string, ImageCommand>>;
