import type { CodeInImage } from '../../ir/surface/code-in-image.ts';
import { isImageReference } from '../options/kubernetes-syntax.ts';
import { assertOptions, mustBe, type OptionTable } from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/** Options of {@link inImage}. */
export interface ImageOptions {
  /** Folder of the package in the image: what the folder with its package.json is on this machine. @default '/app' */
  readonly path?: `/${string}`;
}

const fields: OptionTable<ImageOptions & { readonly image: string }> = {
  image: mustBe(
    { wanted: 'an image reference such as "registry.example.com/app:1.4"' },
    (value) => typeof value === 'string' && isImageReference(value),
  ),
  path: mustBe(
    { wanted: 'an absolute path such as "/app"' },
    (value) => typeof value === 'string' && /^\/[^{]*$/.test(value),
  ),
};

/**
 * Returns the setting `code` for functions whose code does not travel with the manifest: their tasks run in this image, and import the function from the
 * files in it.
 *
 * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
 * @example
 * ```ts
 * import { notify } from './components.generated.ts';
 *
 * const inApp = notify.with({ code: inImage('registry.example.com/app:1.4', { path: '/app' }) });
 * ```
 */
export function inImage(image: string, options: ImageOptions = {}): CodeInImage {
  return withCallerLocation(inImage, () => {
    assertOptions(options, { path: fields.path }, { what: 'inImage' });
    assertOptions({ image }, { image: fields.image }, { what: 'inImage' });
    return { kind: 'codeInImage', image, path: (options.path ?? '/app').replace(/(?<=.)\/+$/, '') };
  });
}
