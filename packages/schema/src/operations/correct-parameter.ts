import type { FieldType } from '../field-type.ts';

/** What the swagger file says wrong about parameters, by operation and parameter. */
const CORRECTIONS: Readonly<Record<string, FieldType>> = {
  // The swagger file says `workflow`, to which the server answers 400.
  'ArtifactService_GetArtifactFile.idDiscriminator': {
    kind: 'string',
    enum: ['workflows', 'archived-workflows'],
  },
};

/** Returns the type of a parameter as the server reads it. */
export function correctParameter(place: string, type: FieldType): FieldType {
  return Object.hasOwn(CORRECTIONS, place) ? (CORRECTIONS[place] ?? type) : type;
}
