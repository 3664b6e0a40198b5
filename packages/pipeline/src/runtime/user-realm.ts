// Declared around this code in a script (see code/script/script-text.ts); tests run in one realm.
declare const userRealm: typeof globalThis | undefined;

/**
 * The globals of the user's code.
 *
 * This code runs in a separate realm, so that it is not affected by what the user's code does to `JSON`, `Array.prototype` and so on. Values
 * for the user's function are created with these globals, so that they have the prototypes that the function expects.
 */
export const user: typeof globalThis = typeof userRealm === 'undefined' ? globalThis : userRealm;
