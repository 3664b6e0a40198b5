import { createHash } from 'node:crypto';
import type { BundleOptions, ComponentBundler, ComponentCode } from '../component-code.ts';
import type { ComponentDescriptor } from '../component-descriptor.ts';
import { buildBundles } from './build-bundles.ts';
import { escapeTags } from './escape-tags.ts';
import { packCode } from './pack-code.ts';
import { writeLoader } from './script-text.ts';

/** Returns the bundler that ships: esbuild, one tree-shaken bundle for each component. */
export function createBundler(): ComponentBundler {
  return {
    async bundle(components, options = {}) {
      const codes = await buildBundles(components);
      return new Map(
        [...codes].map(([component, code]) => [component, toComponentCode(component, code, options)]),
      );
    },
    loaderFor: (component, packedText) => writeLoader(component, packedText),
  };
}

function toComponentCode(
  component: ComponentDescriptor,
  code: string,
  { readableBytes = 16_384 }: BundleOptions,
): ComponentCode {
  const packed = packCode(code);
  const readable = code.length <= readableBytes ? escapeTags(code) : undefined;
  return {
    source: readable ?? writeLoader(component, packed),
    packed,
    hash: createHash('sha256').update(code).digest('hex'),
  };
}
