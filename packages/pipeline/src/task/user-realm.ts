// Declared around this code in a script (see bundle/script-text.ts); tests run in one realm.
declare const userRealm: typeof globalThis | undefined;

/**
 * The globals of the user's code.
 *
 * This code runs in a realm of its own, so that nothing that the user's code does to `JSON`, `Array.prototype` and the like reaches it. What it
 * hands to the user's function is made here, so that it has the prototypes that the function expects.
 */
export const user: typeof globalThis = typeof userRealm === 'undefined' ? globalThis : userRealm;
