/** What an image runs when a container names no command, as in its Dockerfile. */
export interface ImageCommand {
  /** Stays when the container has `args`. */
  readonly entrypoint?: readonly string[];
  /** Gives way to the container's `args`. */
  readonly cmd?: readonly string[];
}

/** Image name (with or without tag) to what it runs. */
export type ImageCommands = Readonly<Record<string, ImageCommand>>;

/** What well-known images run, by the programs of this machine. */
export const defaultImageCommands: ImageCommands = {
  alpine: { cmd: ['sh'] },
  bash: { cmd: ['bash'] },
  busybox: { cmd: ['sh'] },
  debian: { cmd: ['bash'] },
  node: { cmd: ['node'] },
  python: { cmd: ['python3'] },
  ubuntu: { cmd: ['bash'] },
};

/** What an image runs by the table: looked up with its tag, without it, and without Docker's default registry. */
export function findImageCommand(image: string, table: ImageCommands): ImageCommand | undefined {
  const short = image.replace(/^(docker\.io\/)?(library\/)?/, '');
  const names = [image, withoutTag(image), short, withoutTag(short)];
  const name = names.find((candidate) => Object.hasOwn(table, candidate));
  return name === undefined ? undefined : table[name];
}

function withoutTag(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
