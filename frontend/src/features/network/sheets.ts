// The columns of files of institutions that come from the reader's own disk.

/** Of a file of institutions, in the order of the template, as the API describes them. */
export const INSTITUTION_COLUMNS = [
  'name',
  'setting',
  'jurisdiction',
  'city',
  'address',
  'postal_code',
  'latitude',
  'longitude',
  'staff',
  'external_id',
  'fscs',
  'isil',
  'oclc',
  'ror',
  'nces',
  'ipeds',
  'marc',
] as const;

const EXAMPLE: Partial<Record<(typeof INSTITUTION_COLUMNS)[number], string>> = {
  name: 'Lakeview School Library',
  setting: 'school',
  jurisdiction: 'OH',
  city: 'Columbus',
  postal_code: '43215',
  staff: '1.5',
  external_id: 'SCH-0001',
  nces: '390438000001',
};

/** The first line and an example, with the mark by which spreadsheets know UTF-8. */
export const institutionTemplate = (): string =>
  [
    `\ufeff${INSTITUTION_COLUMNS.join(',')}`,
    INSTITUTION_COLUMNS.map((column) => EXAMPLE[column] ?? '').join(','),
    '',
  ].join('\r\n');
