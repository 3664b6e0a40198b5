import type { FindTemplate } from '../place/find-template.ts';
import { fitToObject, type GivenObject } from '../run/fit-to-object.ts';

/**
 * Checks that the parameters of a CronWorkflow have values before it is stored as it is: nobody gives them to its workflows later. Argo would store it, and
 * each of its workflows would fail. Objects of other kinds may leave values open.
 *
 * @throws CliError `CLI_MISSING_PARAMETER`
 */
export async function assertValuesStored(object: GivenObject, find: FindTemplate): Promise<void> {
  if (object.kind === 'CronWorkflow') await fitToObject(object, { starts: true, isStored: true }, find);
}
