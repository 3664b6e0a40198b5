import type { ComponentBundler, SharedCode } from '../component-code.ts';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import { type Codes, literalBytes } from '../manifest/place-code.ts';

/** Code from this size on is shared first: what is smaller can be read in its template. */
const largeBytes = 16_384;

/** Returns the code of components packed together, as far as it is needed for all code to fit; of none where each fits as it is. */
export async function shareCode(
  codes: Codes,
  bundler: ComponentBundler,
): Promise<ReadonlyMap<ComponentDescriptor, SharedCode>> {
  const sizes = [...codes].map(([component, { source }]) => ({ component, bytes: source.length }));
  if (bundler.bundleTogether === undefined || totalOf(sizes) <= literalBytes) return new Map();
  const large = sizes.filter(({ bytes }) => bytes > largeBytes);
  const small = sizes.filter(({ bytes }) => bytes <= largeBytes);
  const shared = await bundler.bundleTogether(large.map(({ component }) => component));
  const packed = new Map([...shared.values()].map(({ hash, packed: text }) => [hash, text.length]));
  const total = totalOf(small) + [...packed.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (small.length === 0 || total <= literalBytes) return shared;
  return await bundler.bundleTogether(sizes.map(({ component }) => component));
}

function totalOf(sizes: readonly { readonly bytes: number }[]): number {
  return sizes.reduce((sum, { bytes }) => sum + bytes, 0);
}
