import { createHash } from 'node:crypto';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { type Bundle, buildBundles, buildTogether } from './build-bundles.ts';
import type { BundleOptions, ComponentBundler, ComponentCode, SharedCode } from './component-code.ts';
import { escapeTags } from './escape-tags.ts';
import { packCode } from './pack-code.ts';
import { writeLoader } from './script-text.ts';

/** Creates the default bundler, which uses esbuild and makes a tree-shaken bundle for each component. */
export function createBundler(): ComponentBundler {
  return {
    async bundle(components, options = {}) {
      const bundles = await buildBundles(components);
      return new Map(
        [...bundles].map(([component, bundle]) => [component, toComponentCode(component, bundle, options)]),
      );
    },
    async bundleTogether(components) {
      const shared = new Map<ComponentDescriptor, SharedCode>();
      for (const { code, components: together } of await buildTogether(components)) {
        const [packed, hash] = [packCode(code), hashOf(code)];
        for (const [key, component] of together.entries()) shared.set(component, { packed, hash, key });
      }
      return shared;
    },
    loaderFor: (component, packedText, key) => writeLoader(component, packedText, key),
  };
}

function toComponentCode(
  component: ComponentDescriptor,
  { code, parts }: Bundle,
  { readableBytes = 16_384 }: BundleOptions,
): ComponentCode {
  const packed = packCode(code);
  const readable = code.length <= readableBytes ? escapeTags(code) : undefined;
  return {
    source: readable ?? writeLoader(component, packed),
    packed,
    hash: hashOf(code),
    parts,
  };
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
