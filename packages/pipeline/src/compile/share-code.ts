import type { ComponentBundler, SharedCode } from '../code/component-code.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { type Codes, LITERAL_BYTES } from '../lower/code/place-code.ts';

/** Code of this size or more is shared first, in bytes. Smaller code stays readable in its template. */
const LARGE_BYTES = 16_384;

/** Packs the code of components together, but only as many as needed to fit all code into the manifest. */
export async function shareCode(
  codes: Codes,
  bundler: ComponentBundler,
): Promise<ReadonlyMap<ComponentDescriptor, SharedCode>> {
  const sizes = [...codes].map(([component, { source }]) => ({ component, bytes: source.length }));
  if (bundler.bundleTogether === undefined || totalOf(sizes) <= LITERAL_BYTES) return new Map();
  const large = sizes.filter(({ bytes }) => bytes > LARGE_BYTES);
  const small = sizes.filter(({ bytes }) => bytes <= LARGE_BYTES);
  const shared = await bundler.bundleTogether(large.map(({ component }) => component));
  const packed = new Map([...shared.values()].map(({ hash, packed: text }) => [hash, text.length]));
  const total = totalOf(small) + [...packed.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (small.length === 0 || total <= LITERAL_BYTES) return shared;
  return await bundler.bundleTogether(sizes.map(({ component }) => component));
}

function totalOf(sizes: readonly { readonly bytes: number }[]): number {
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0);
}
