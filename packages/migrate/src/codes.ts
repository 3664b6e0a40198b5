/** The code of every error of this package, with what it means and what to do. */
export const migrateCodes = {
  MIGRATE_DOWNLOAD_FAILED:
    'A schema could not be downloaded; nothing was changed. Check the address and your network, or raise --timeout.',
  MIGRATE_SEVERAL_SCHEMAS:
    'The folder contains the schemas of several versions. Pass the files of one of them.',
} as const;
