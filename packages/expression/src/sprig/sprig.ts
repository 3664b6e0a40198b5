/** The functions under `sprig.`; a name that is missing here is nil. */
export const sprigFunctions: Readonly<Record<string, unknown>> = {};
