import { SpecProblem } from './spec-problem.ts';

const CALL_NAME = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
const PORT_NAME = /^[-a-zA-Z0-9_]+$/;
const CALL_NAME_LENGTH = 128;

const CALL_NAME_RULE =
  "name must consist of alpha-numeric characters or '-', and must start with an alpha-numeric character (e.g. My-name1-2, 123-NAME)";
const PORT_NAME_RULE =
  "Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g. my_param_1, MY-PARAM-1";

/** Something with a name. YAML may lack it. */
export interface Named {
  readonly name?: string | undefined;
}

/**
 * Checks the names of templates, tasks or the containers of a container set.
 *
 * @param list The path of the list, such as `spec.templates`.
 * @throws SpecProblem `<list>[0].name is required`, for example
 */
export function checkCallNames(items: readonly Named[] | undefined, list: string): void {
  checkNames(items, list, findCallNameFault);
}

/**
 * Checks the names of parameters or artifacts.
 *
 * @param list The path of the list, such as `spec.arguments.parameters`.
 * @throws SpecProblem `<list>[0].name is required`, for example
 */
export function checkPortNames(items: readonly Named[] | undefined, list: string): void {
  checkNames(items, list, findPortNameFault);
}

/** Returns what is wrong with the name of a template, step or task; undefined if it is valid. */
export function findCallNameFault(name: string): string | undefined {
  const faults: string[] = [];
  if (Buffer.byteLength(name) > CALL_NAME_LENGTH)
    faults.push(`must be no more than ${CALL_NAME_LENGTH} characters`);
  if (!CALL_NAME.test(name)) faults.push(CALL_NAME_RULE);
  return faults.length === 0 ? undefined : faults.join(';');
}

/** Returns what is wrong with the name of a parameter or artifact; undefined if it is valid. */
export function findPortNameFault(name: string): string | undefined {
  return PORT_NAME.test(name) ? undefined : PORT_NAME_RULE;
}

function checkNames(
  items: readonly Named[] | undefined,
  list: string,
  findFault: (name: string) => string | undefined,
): void {
  const seen = new Set<string>();
  for (const [index, { name: written }] of (items ?? []).entries()) {
    // YAML may have a number or a boolean.
    const name = String(written ?? '');
    if (!name) throw new SpecProblem(`${list}[${index}].name is required`);
    const fault = findFault(name);
    if (fault !== undefined) throw new SpecProblem(`${list}[${index}].name: '${name}' is invalid: ${fault}`);
    if (seen.has(name)) throw new SpecProblem(`${list}[${index}].name '${name}' is not unique`);
    seen.add(name);
  }
}
