/**
 * The globals of the user's code.
 *
 * This code runs in a separate realm, so that it is not affected by what the user's code does to `JSON`, `Array.prototype` and so on. Values
 * for the user's function are created with these globals, so that they have the prototypes that the function expects.
 *
 * In a script, `globalThis` is a parameter of the function around this code (see code/build-runtime.ts). Tests run in one realm.
 */
export const user: typeof globalThis = globalThis;
