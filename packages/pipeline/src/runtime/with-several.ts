// A constant of the build (see code/build-runtime.ts); tests run the sources.
declare const WITH_SEVERAL: boolean | undefined;

/** Whether the runtime is for components with several outputs or lists of files. */
export const withSeveral: boolean = typeof WITH_SEVERAL === 'undefined' || WITH_SEVERAL;
