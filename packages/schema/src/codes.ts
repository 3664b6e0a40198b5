/** The code of every error of this package, with what it means and what to do. */
export const schemaCodes = {
  SCHEMA_CYCLE: 'A definition is only another name for itself. Fix the schema.',
  SCHEMA_IMPORT:
    'No schema was given, or it could not be written; nothing was changed. Check the paths and the permissions.',
  SCHEMA_MALFORMED:
    'A schema or a custom resource definition does not have the form that it should have. Use the unchanged files of an Argo release.',
  SCHEMA_MISSING_DEFINITION:
    'A definition refers to one that does not exist. Import all files of the same version.',
  SCHEMA_MISSING_KIND:
    "One of Argo's kinds is missing, so this is not a schema of Argo Workflows, or only a part of it. Use the whole schema.",
  SCHEMA_NAME:
    'The name of a definition gives no name for a type, or one that is taken. Rename it in the schema.',
  SCHEMA_STORED_FORM: 'A definitions.json is damaged or was not written by Tiphys. Import the schema again.',
  SCHEMA_SYNTAX: 'A schema file is not valid JSON or YAML in UTF-8. Download it again.',
  SCHEMA_TOO_DEEP: 'A type is nested too deeply. Give inner parts definitions of their own.',
  SCHEMA_TOO_LARGE: 'A schema file is larger than any schema of Argo. Check that it is the right file.',
  SCHEMA_UNREADABLE: 'A schema file does not exist or cannot be read. Check the path and the permissions.',
  SCHEMA_VERSION: 'The version of Argo is not of the form 4.1.2. Write the version with --argo.',
} as const;
