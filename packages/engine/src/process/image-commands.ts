import { argosay } from './argosay.ts';
import type { ImageCommand, ImageCommands } from './image-command.ts';

/** The commands of well-known images, as programs of this machine. */
export const DEFAULT_IMAGE_COMMANDS: ImageCommands = {
  alpine: { cmd: ['sh'] },
  'argoproj/argosay': argosay,
  bash: { cmd: ['bash'] },
  busybox: { cmd: ['sh'] },
  debian: { cmd: ['bash'] },
  node: { cmd: ['node'] },
  python: { cmd: ['python3'] },
  ubuntu: { cmd: ['bash'] },
};

/** Returns the command of an image: looked up with its tag or digest, then without. Later entries of the table win. */
export function findImageCommand(image: string, table: ImageCommands): ImageCommand | undefined {
  const wanted = readImage(image);
  const known = Object.entries(table).map(([name, command]) => ({ ...readImage(name), command }));
  const found =
    known.findLast(({ name, version }) => name === wanted.name && version === wanted.version) ??
    known.findLast(({ name, version }) => name === wanted.name && (version === '' || version.includes('{{')));
  return found?.command;
}

/** Tells whether an image whose name has tags of Argo may turn out to be in the table. */
export function mayBeKnown(image: string, table: ImageCommands): boolean {
  const { name, version } = readImage(image);
  if (name.includes('{{')) return true;
  return version.includes('{{') && Object.keys(table).some((key) => readImage(key).name === name);
}

/** Returns the message for an image whose command is unknown. */
export function missingCommand(image: string): string {
  if (image === '') return 'the container has no image. Set `image`, or set `command` to run it locally.';
  const { name } = readImage(image);
  return `the image "${image}" has no known command. Set \`command\`, or pass the command of the image: \`tiphys run --image '${name}=COMMAND'\`. With \`--executor docker\`, the image itself runs.`;
}

/** Returns the names of a table that match no image. An image whose name has a tag of Argo may match any of them. */
export function findUnusedImages(images: readonly string[], table: ImageCommands): readonly string[] {
  return Object.entries(table).flatMap(([name, command]) => {
    const own = { [name]: command };
    const isUsed = images.some(
      (image) => findImageCommand(image, own) !== undefined || mayBeKnown(image, own),
    );
    return isUsed ? [] : [name];
  });
}

const ARGO_TAG = /\{\{.*?\}\}/g;

/** Splits an image into name and version. A colon with a slash after it starts a port, and the text of an Argo tag counts as neither. */
function readImage(image: string): { readonly name: string; readonly version: string } {
  const shape = image.replace(ARGO_TAG, (tag) => 'x'.repeat(tag.length));
  const at = /(?::[^/:@]*)?(?:@.*)?$/.exec(shape)?.index ?? image.length;
  const name = image.slice(0, at).replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, '');
  return { name, version: image.slice(at) };
}
