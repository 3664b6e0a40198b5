/** Thrown for an invalid spec, with the message of Argo's validation. */
export class SpecProblem extends Error {}
