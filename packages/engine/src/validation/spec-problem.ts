/** What is wrong with a spec, in the words of Argo's validation. */
export class SpecProblem extends Error {}
