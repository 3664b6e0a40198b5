/** The code of every error of this package, with what it means and what to do. */
export const schemaCodes = {
  SCHEMA_CYCLE: 'A definition refers only to itself. Fix the schema.',
  SCHEMA_IMPORT:
    'No schema was given, or it could not be written; nothing was changed. Check the paths and the permissions.',
  SCHEMA_MALFORMED:
    'A schema or a custom resource definition does not have the expected form. Use the original files of an Argo release.',
  SCHEMA_MISSING_DEFINITION:
    'A definition refers to one that does not exist. Import all files of the same version.',
  SCHEMA_MISSING_KIND:
    "One of Argo's kinds is missing, so this is not a schema of Argo Workflows, or it is incomplete. Use the whole schema.",
  SCHEMA_NAME:
    'The name of a definition is not a valid name for a type, or another type has that name. Rename it in the schema.',
  SCHEMA_STORED_FORM:
    'A definitions.json or operations.json is damaged or was not written by Tiphys. Import the schema again.',
  SCHEMA_SYNTAX: 'A schema file is not UTF-8, or not valid JSON or YAML. Download it again.',
  SCHEMA_TOO_DEEP: 'A type is nested too deeply. Move inner parts into their own definitions.',
  SCHEMA_TOO_LARGE: 'A schema file is larger than any schema of Argo. Check that it is the right file.',
  SCHEMA_UNREADABLE: 'A schema file does not exist or cannot be read. Check the path and the permissions.',
  SCHEMA_VERSION: 'The version of Argo does not have the form 4.1.2. Pass the version with --argo.',
} as const;
