/**
 * What the runtime can do. Where a template cannot share the runtime, the bundler replaces this module by one that turns off what the
 * component does not need (see code/runtime-features.ts), and drops the code for it.
 */

/** Decodes plain text, results of loops and items of them. */
export const DECODES_FORMS = true;
/** Reads values from files. */
export const READS_VALUE_FILES = true;
/** Passes files to the function. */
export const PASSES_FILES = true;
/** Passes lists of files to the function. */
export const PASSES_FILE_LISTS = true;
/** Leaves out omitted inputs. */
export const OMITS_INPUTS = true;
/** Passes the inputs as one object. */
export const PASSES_OBJECT = true;
/** Passes the inputs one by one. */
export const PASSES_LIST = true;
/** Checks inputs against schemas. */
export const CHECKS_INPUTS = true;
/** Tells lists from objects, and checks the elements of lists. */
export const CHECKS_LISTS = true;
/** Checks inputs against more than types. */
export const CHECKS_SCHEMAS = true;
/** Checks patterns, choices, unions and references. */
export const CHECKS_RULES = true;
/** Checks the length of lists, tuples, and the fields of objects. */
export const CHECKS_PARTS = true;
/** Checks fields of objects that are not listed by name. */
export const CHECKS_OTHER_FIELDS = true;
/** Writes results of any type. */
export const WRITES_VALUES = true;
/** Writes strings, numbers and booleans, and lists of them. */
export const WRITES_PLAIN = true;
/** Writes lists of strings, numbers and booleans. */
export const WRITES_LISTS = true;
/** Writes results that may contain text. */
export const WRITES_TEXTS = true;
/** Writes results to artifacts. */
export const WRITES_LARGE_VALUES = true;
/** Writes lists in loop form. */
export const WRITES_ITEMS = true;
/** Writes files. */
export const WRITES_FILES = true;
/** Writes the fields of the result, each on its own. */
export const WRITES_FIELDS = true;
/** Loads packed modules and packages. */
export const LOADS_MODULES = true;
