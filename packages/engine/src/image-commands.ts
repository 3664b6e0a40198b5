/** What an image runs when a container names no command, as in its Dockerfile. */
export interface ImageCommand {
  /** Stays when the container has `args`. */
  readonly entrypoint?: readonly string[];
  /** Gives way to the container's `args`. */
  readonly cmd?: readonly string[];
}

/** Image name (with or without tag) to what it runs. A tag that is a parameter, `app:{{workflow.parameters.tag}}`, stands for any. */
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

/** Returns what an image runs by the table: looked up with its tag or digest, then without; later entries of the table come first. */
export function findImageCommand(image: string, table: ImageCommands): ImageCommand | undefined {
  const wanted = readImage(image);
  const known = Object.entries(table).map(([name, command]) => ({ ...readImage(name), command }));
  const found =
    known.findLast(({ name, version }) => name === wanted.name && version === wanted.version) ??
    known.findLast(({ name, version }) => name === wanted.name && (version === '' || version.includes('{{')));
  return found?.command;
}

/** Tells whether an image with tags of Argo may turn out to be one that the table knows. */
export function mayBeKnown(image: string, table: ImageCommands): boolean {
  const { name, version } = readImage(image);
  if (name.includes('{{')) return true;
  return version.includes('{{') && Object.keys(table).some((key) => readImage(key).name === name);
}

/** Returns what to tell the user about an image of which nobody says what it runs. */
export function missingCommand(image: string): string {
  if (image === '') return 'the container names no image. Set `image`, or set `command` to run it here.';
  const { name } = readImage(image);
  return `the image "${image}" has no command here. Set \`command\`, or say what the image runs: \`tiphys run --image '${name}=COMMAND'\`.`;
}

/** Returns the names of a table that no image goes by; an image whose name has a tag of Argo may turn out to be any. */
export function findUnusedImages(images: readonly string[], table: ImageCommands): readonly string[] {
  return Object.entries(table).flatMap(([name, command]) => {
    const own = { [name]: command };
    const isUsed = images.some(
      (image) => findImageCommand(image, own) !== undefined || mayBeKnown(image, own),
    );
    return isUsed ? [] : [name];
  });
}

const TAG = /\{\{.*?\}\}/g;

/** The colon before a port is followed by a slash; what a tag of Argo's holds is neither. */
function readImage(image: string): { readonly name: string; readonly version: string } {
  const shape = image.replace(TAG, (tag) => 'x'.repeat(tag.length));
  const at = /(?::[^/:@]*)?(?:@.*)?$/.exec(shape)?.index ?? image.length;
  const name = image.slice(0, at).replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, '');
  return { name, version: image.slice(at) };
}
